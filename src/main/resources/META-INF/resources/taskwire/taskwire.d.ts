/** A task's event, as `GET …/tasks/{id}/events` tells it. `Result` is what the task returns. */
export interface TaskEventBase<Type extends string, Data> {
  /** Its number within its task, from 1. */
  readonly sequence: number;
  readonly event_type: Type;
  readonly task_id: string;
  /** ISO 8601, UTC, by the server's clock. */
  readonly timestamp: string;
  readonly data: Data;
}

export interface Progress {
  /** `''` until the task says something. */
  readonly text: string;
  /** From 0 to 1. */
  readonly value: number;
}

export interface Failure {
  /** A sentence for people. */
  readonly error: string;
  /** `task_failed`, `timeout`, `result_unserializable`, `result_too_large`, `shutdown` or `node_lost`. */
  readonly code: string;
  readonly traceback?: string;
}

export type StartedEvent = TaskEventBase<'task_started', null>;
export type ProgressEvent = TaskEventBase<'progress_update', Progress>;
export type CompletedEvent<Result = unknown> = TaskEventBase<'task_completed', Result>;
export type FailedEvent = TaskEventBase<'task_failed', Failure>;
export type CancelledEvent<Result = unknown> = TaskEventBase<'task_cancelled', Result | null>;

/** The one event that ends a task. */
export type TerminalEvent<Result = unknown> = CompletedEvent<Result> | FailedEvent | CancelledEvent<Result>;
export type TaskEvent<Result = unknown> = StartedEvent | ProgressEvent | TerminalEvent<Result>;

export type TaskStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';

/** A task as `GET …/tasks/{id}` tells it; in lists a `result` of more than 1,024 bytes is `null`. */
export interface Task<Result = unknown> {
  readonly task_id: string;
  readonly type: string;
  /** What a person calls it. */
  readonly title: string | null;
  readonly status: TaskStatus;
  readonly cancel_requested: boolean;
  readonly progress: Progress;
  readonly start_time: string;
  readonly running_since: string | null;
  readonly end_time: string | null;
  readonly result: Result | null;
  readonly result_bytes: number | null;
  readonly error: string | null;
  /** The server that runs it, if there are several. */
  readonly node: string | null;
  /** Its place among the waiting, 1 is next; `null` unless it is pending. */
  readonly position: number | null;
  readonly attempt: number;
}

/** `polling`: streams do not get through, or nobody looks at this tab, and its browser cannot share a connection. */
export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'polling' | 'closed';

/**
 * Why a connection was closed: the task has ended; the server does not know it, or not any more; it has nothing after
 * `after`; it does not let this caller watch, or sends a page to sign in instead; the signal fired.
 */
export type CloseReason = 'terminal' | 'gone' | 'ended' | 'refused' | 'aborted';

export interface ConnectionDetail {
  /** With `reconnecting`: milliseconds until the next attempt. */
  readonly retryIn?: number;
  /** With `closed`. */
  readonly reason?: CloseReason;
  /** With `refused`: the status of the answer. */
  readonly status?: number;
}

export interface ConnectionHandlers {
  onConnection?: (state: ConnectionState, detail: ConnectionDetail) => void;
  /** Ends the watch. */
  signal?: AbortSignal;
}

/** What throws here is reported, and disturbs nothing else. */
export interface WatchHandlers<Result = unknown> extends ConnectionHandlers {
  onEvent?: (event: TaskEvent<Result>) => void;
  onStarted?: (event: StartedEvent) => void;
  onProgress?: (progress: Progress, event: ProgressEvent) => void;
  onCompleted?: (result: Result, event: CompletedEvent<Result>) => void;
  onFailed?: (failure: Failure, event: FailedEvent) => void;
  onCancelled?: (result: Result | null, event: CancelledEvent<Result>) => void;
  /** The last event that is known already: only later ones are told. */
  after?: number;
}

export interface OverviewHandlers extends ConnectionHandlers {
  /** All tasks, at first and after each time that the connection was lost. */
  onTaskList?: (tasks: Task[]) => void;
  /** One was accepted, or something that no event tells has changed. */
  onTask?: (task: Task) => void;
  onEvent?: (event: TaskEvent) => void;
  onRemoved?: (taskId: string) => void;
}

/** All times in milliseconds. */
export interface Options {
  /** Instead of the browser's own. Clients with one, or with `request`, share no connection with other tabs. */
  fetch?: typeof fetch;
  /** For every request, `headers` in any of their forms. */
  request?: RequestInit;
  /** Reads JSON, for example with whole numbers beyond 2^53 as `BigInt`; `JSON.parse` by default. */
  parse?: (text: string) => any;
  /** Until the first byte of a stream. */
  firstByte?: number;
  /** Between two bytes; 2.5 heartbeats of the server at least. */
  silence?: number;
  /** Until the first retry; the server's `retry` wins. */
  retry?: number;
  maxRetry?: number;
  /** How long to poll before streams are tried again. */
  pollFor?: number;
  pollEvery?: number;
  /** The same for a hidden tab that shares no connection. */
  restEvery?: number;
}

/** Why there is no result. */
export class TaskError extends Error {
  readonly name: 'TaskError';
  /** The code of the {@link Failure}, or `cancelled`, `gone`, `refused`. */
  readonly code: string;
  /** The data of the terminal event, if there was one. */
  readonly data?: unknown;
  /** The HTTP status, if an answer was the reason. */
  readonly status?: number;
}

/** A client with its own options. */
export class Taskwire {
  constructor(options?: Options);

  /**
   * Watches one task until it ends. Resolves to its terminal event, or to `null` if there is none to come: see
   * {@link CloseReason}.
   *
   * @param streamUrl absolute, or relative to the page (in a worker: to its script)
   */
  watch<Result = unknown>(streamUrl: string | URL, handlers?: WatchHandlers<Result>): Promise<TerminalEvent<Result> | null>;

  /** Waits for a task's result. Rejects with a {@link TaskError} if there is none, or with the signal's reason. */
  result<Result = unknown>(streamUrl: string | URL, options?: { signal?: AbortSignal }): Promise<Result>;

  /**
   * Watches all tasks that the caller may see, later ones included, until the signal fires or the server refuses.
   *
   * @param tasksUrl for example `api/tasks`
   */
  watchAll(tasksUrl: string | URL, handlers?: OverviewHandlers): Promise<null>;
}

export const watch: Taskwire['watch'];
export const result: Taskwire['result'];
export const watchAll: Taskwire['watchAll'];

export function isTerminal(event: { readonly event_type: string }): boolean;

/** Turns text, cut anywhere, into the frames of an event stream (WHATWG HTML 9.2.6). */
export class EventStreamParser {
  constructor(onFrame: (frame: { event: string; id: string; data: string }) => void, onRetry?: (ms: number) => void);
  push(text: string): void;
}
