import type {
  CancelledEvent, CompletedEvent, ConnectionDetail, ConnectionState, FailedEvent, Failure, Progress, ProgressEvent, StartedEvent, TaskStatus,
} from './taskwire.js';

/** The element's events, which bubble; `detail` is what the handlers of `watch` get. */
export interface TaskProgressEventMap<Result = unknown> {
  'task-started': CustomEvent<{ event: StartedEvent }>;
  'task-progress': CustomEvent<Progress & { event: ProgressEvent }>;
  'task-completed': CustomEvent<{ result: Result; event: CompletedEvent<Result> }>;
  'task-failed': CustomEvent<Failure & { event: FailedEvent }>;
  'task-cancelled': CustomEvent<{ result: Result | null; event: CancelledEvent<Result> }>;
  'task-connection': CustomEvent<ConnectionDetail & { state: ConnectionState }>;
}

/** `<task-progress src="…/stream" label="Import">`: one task's bar and text, live. */
export class TaskProgress<Result = unknown> extends HTMLElement {
  /** What is shown; assigning merges. For use without `src`. */
  get progress(): Progress & { status: TaskStatus };
  set progress(progress: { text?: string; value?: number; status?: TaskStatus });

  addEventListener<Type extends keyof TaskProgressEventMap>(
    type: Type,
    listener: (this: this, event: TaskProgressEventMap<Result>[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (this: this, event: HTMLElementEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** Its attributes, for JSX. */
export interface TaskProgressAttributes {
  /** The `stream_url` of the task. */
  src?: string;
  /** What a screen reader calls it. */
  label?: string;
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  hidden?: boolean;
  ref?: unknown;
  key?: string | number;
  children?: never;
}

declare global {
  interface HTMLElementTagNameMap {
    'task-progress': TaskProgress;
  }

  namespace JSX {
    interface IntrinsicElements {
      'task-progress': TaskProgressAttributes;
    }
  }
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'task-progress': TaskProgressAttributes;
    }
  }
}
