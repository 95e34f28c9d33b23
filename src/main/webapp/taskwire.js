/**
 * Taskwire's client: watches tasks live, over one connection. It reads event streams with fetch, not EventSource, to hear
 * heartbeats and so notice dead connections.
 *
 * @typedef {{sequence: number, event_type: string, task_id: string, timestamp: string, data: any}} TaskEvent
 * @typedef {{
 *   onEvent?: (event: TaskEvent) => void,
 *   onConnection?: (state: 'connecting' | 'open' | 'reconnecting' | 'polling' | 'closed',
 *     detail: {retryIn?: number, reason?: 'terminal' | 'gone' | 'ended' | 'refused' | 'aborted'}) => void,
 *   signal?: AbortSignal}} Handlers
 *
 * @typedef {Handlers & {
 *   onStarted?: (event: TaskEvent) => void,
 *   onProgress?: (progress: {text: string, value: number}, event: TaskEvent) => void,
 *   onCompleted?: (result: any, event: TaskEvent) => void,
 *   onFailed?: (failure: {error: string, code: string}, event: TaskEvent) => void,
 *   onCancelled?: (result: any, event: TaskEvent) => void}} WatchHandlers
 *
 * @typedef {Handlers & {
 *   onTaskList?: (tasks: object[]) => void,
 *   onTask?: (task: object) => void,
 *   onRemoved?: (taskId: string) => void}} OverviewHandlers
 *
 * @typedef {{fetch?: typeof fetch, request?: RequestInit, firstByte?: number, silence?: number, retry?: number,
 *   maxRetry?: number, pollFor?: number, pollEvery?: number}} Options times in milliseconds; `silence` is 2.5 heartbeats at least
 */

const HANDLERS = {
  task_started: 'onStarted',
  progress_update: 'onProgress',
  task_completed: 'onCompleted',
  task_failed: 'onFailed',
  task_cancelled: 'onCancelled',
};
const MAX_IDS = 100;

/** Whether an event is its task's last. @param {{event_type: string}} event */
export const isTerminal = (event) => /^task_(completed|failed|cancelled)$/.test(event.event_type);

/** Why there is no result: `code` is the server's, or `cancelled`, or `gone`; `data` is the last event's. */
export class TaskError extends Error {
  name = 'TaskError';

  constructor(message, code, data) {
    super(message);
    Object.assign(this, { code, data });
  }
}

/** Turns text, cut anywhere, into the frames of an event stream (WHATWG HTML 9.2.6). */
export class EventStreamParser {
  #rest = '';
  #afterCr = false;
  #frame = { event: '', id: '', data: [] };
  #onFrame;
  #onRetry;

  /** @param {(frame: {event: string, id: string, data: string}) => void} onFrame */
  constructor(onFrame, onRetry) {
    this.#onFrame = onFrame;
    this.#onRetry = onRetry;
  }

  push(text) {
    if (!text) return;
    const fresh = this.#afterCr && text[0] === '\n' ? text.slice(1) : text;
    this.#afterCr = text.endsWith('\r');
    const lines = (this.#rest + fresh).split(/\r\n|\n|\r/);
    this.#rest = lines.pop();
    if (this.#rest.length > 1 << 25) throw new Error('a line of the event stream is too long');
    lines.forEach((line) => this.#line(line));
  }

  #line(line) {
    const frame = this.#frame;
    if (!line) {
      const { event, id, data } = frame;
      this.#frame = { event: '', id, data: [] };
      if (data.length) this.#onFrame({ event: event || 'message', id, data: data.join('\n') });
      return;
    }
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
    if (name === 'data') frame.data.push(value);
    else if (name === 'event') frame.event = value;
    else if (name === 'id' && !value.includes('\0')) frame.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.#onRetry?.(Number(value));
  }
}

class HttpError extends Error {
  constructor(response) {
    super(`HTTP ${response.status}`);
    this.status = response.status;
    const after = response.headers.get('Retry-After');
    this.retryAfter = after && (/^\d+$/.test(after) ? after * 1000 : Date.parse(after) - Date.now());
  }

  get reason() {
    return this.status === 404 || this.status === 410 ? 'gone' : 'refused';
  }

  /** Whether asking again cannot help. */
  get isFinal() {
    return this.status < 500 && ![408, 425, 429].includes(this.status);
  }
}

const blocked = () => Object.assign(new Error('the stream does not get through'), { blocked: true });

/** An abort signal that follows another, and fires when `expect` is not renewed in time. */
function guard(signal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  let timer;
  return {
    silent: false,
    signal: controller.signal,
    expect(ms) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        this.silent = true;
        stop();
      }, ms);
    },
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      stop();
    },
  };
}

/** Waits, at most until the signal fires or the network is back. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
    if (signal.aborted) done();
  });
}

function call(handler, ...values) {
  try {
    handler?.(...values);
  } catch (error) {
    (globalThis.reportError ?? console.error)(error);
  }
}

/** Who listens: to one task (`id`, `url`) or to all. */
class Listener {
  ended = false;
  catching = false;
  behind = false;
  cursors = new Map();

  constructor(handlers, url, id) {
    Object.assign(this, { handlers, url, id });
    this.end = new Promise((resolve) => (this.resolve = resolve));
  }

  cursor(id) {
    return this.cursors.get(this.id ?? id) ?? 0;
  }

  accept(event) {
    if (this.ended || event.sequence <= this.cursor(event.task_id)) return false;
    this.cursors.set(this.id ?? event.task_id, event.sequence);
    call(this.handlers.onEvent, event);
    if (this.ended || !this.url) return false;
    const handler = this.handlers[HANDLERS[event.event_type]];
    call(handler, ...(event.event_type === 'task_started' ? [event] : [event.data, event]));
    return isTerminal(event);
  }

  tell(state, detail = {}) {
    if (!this.ended && (state !== this.state || detail.retryIn)) {
      this.state = state;
      call(this.handlers.onConnection, state, detail);
    }
  }
}

/*
 * All listeners of one API share one connection, run by one loop: to one task's stream, to that of several, or to that of all.
 * Aborting `attempt` makes the loop look again at who listens. Streams replay, and cursors drop what is known; but the stream
 * of all tasks replays unfinished ones only, so whoever joins late, or whose task may have ended, reads its log (`#catchUp`).
 */
class Channel {
  #options;
  #listeners = new Set();
  #attempt = null;
  #changed = false;
  #plan = null;
  #isOpen = false;
  #failures = 0;
  #blocked = 0;
  #pollUntil = 0;
  #turn = Promise.resolve();
  #retry;

  constructor(options, base, onEmpty) {
    Object.assign(this, { base, onEmpty });
    this.#options = options;
    this.#retry = options.retry;
  }

  add(listener) {
    const { signal } = listener.handlers;
    const abort = () => this.#end(listener, null, 'aborted');
    listener.release = () => signal?.removeEventListener('abort', abort);
    this.#listeners.add(listener);
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    if (this.#plan?.all && listener.url) {
      listener.tell(this.#isOpen ? 'open' : 'connecting');
      if (this.#isOpen) this.#catchUp(listener);
    } else if (!this.#changed) {
      // One new connection for all added in this turn of the event loop.
      this.#changed = true;
      setTimeout(() => {
        this.#changed = false;
        if (this.#attempt) this.#attempt.abort();
        else this.#run();
      });
    }
  }

  #end(listener, event, reason) {
    if (listener.ended) return;
    listener.tell('closed', { reason });
    listener.ended = true;
    listener.release();
    this.#listeners.delete(listener);
    listener.resolve(event);
    if (!this.#listeners.size || !listener.id) this.#attempt?.abort();
  }

  #watches() {
    return [...this.#listeners].filter((listener) => listener.url);
  }

  #choose() {
    const watches = this.#watches();
    const ids = [...new Set(watches.map((watch) => watch.id))];
    if (this.base && (watches.length < this.#listeners.size || ids.length > MAX_IDS)) {
      return { all: true, url: `${this.base}stream` };
    }
    if (ids.length === 1) return { url: watches[0].url, after: Math.min(...watches.map((watch) => watch.cursor())) };
    return { ids, url: `${this.base}stream?${ids.map((id) => `task_id=${encodeURIComponent(id)}`).join('&')}` };
  }

  async #run() {
    while (this.#listeners.size) {
      const { signal } = (this.#attempt = new AbortController());
      const plan = (this.#plan = this.#choose());
      const polling = Date.now() < this.#pollUntil;
      let wait = 0;
      try {
        if (polling) wait = await this.#poll(signal);
        else await this.#stream(plan, signal);
      } catch (error) {
        if (!signal.aborted) wait = this.#failed(error, plan, polling);
      }
      this.#isOpen = false;
      if (wait && this.#listeners.size) await pause(wait, signal);
    }
    this.#attempt = this.#plan = null;
    this.onEmpty();
  }

  #tell(state, detail) {
    this.#listeners.forEach((listener) => listener.tell(state, detail));
  }

  #endWatches(reason) {
    this.#watches().forEach((watch) => this.#end(watch, null, reason));
  }

  #failed(error, plan, polling) {
    this.#pollUntil = 0;
    if (error.isFinal && !plan.all) this.#endWatches(error.reason);
    // A server that is away is no reason to poll.
    if (!polling && (error.blocked || error.status === 503) && ++this.#blocked >= 3) {
      this.#blocked = 2;
      this.#pollUntil = Date.now() + this.#options.pollFor;
      return 0;
    }
    const limit = Math.min(this.#options.maxRetry, this.#retry * 2 ** Math.min(this.#failures++, 16));
    const retryIn = Math.min(Math.max(limit * (0.5 + Math.random() / 2), error.retryAfter || 0), 60_000);
    this.#tell('reconnecting', { retryIn });
    return retryIn;
  }

  async #stream(plan, signal) {
    let { firstByte, silence } = this.#options;
    const watchdog = guard(signal);
    let heard = false;
    try {
      if (!this.#failures) this.#tell('connecting');
      watchdog.expect(firstByte);
      const response = await this.#request(...this.#resume(plan), watchdog.signal, 'text/event-stream');
      if (response.status === 204) return this.#endWatches('ended');
      const parser = new EventStreamParser((frame) => this.#frame(frame), (ms) => (this.#retry = Math.min(Math.max(ms, 100), 60_000)));
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (signal.aborted) return;
        if (done) throw new Error('the stream ended');
        const text = decoder.decode(value, { stream: true });
        if (heard) {
          this.#blocked = 0;
        } else {
          heard = this.#isOpen = true;
          // The first comment tells the heartbeat's interval.
          silence = Math.max(silence, 2500 * (/every (\d+) s/.exec(text)?.[1] ?? 0));
          this.#failures = 0;
          this.#tell('open');
        }
        watchdog.expect(silence);
        parser.push(text);
        if (signal.aborted) return;
      }
    } catch (error) {
      throw watchdog.silent ? blocked() : error;
    } finally {
      watchdog.release();
    }
  }

  /** Resumes by header; across origins by the query, which needs no preflight. */
  #resume({ url, after }) {
    if (!after) return [url, {}];
    const resumed = new URL(url);
    if (resumed.origin === (globalThis.location ?? resumed).origin) return [url, { 'Last-Event-ID': String(after) }];
    resumed.searchParams.set('last_event_id', after);
    return [resumed.href, {}];
  }

  async #request(url, headers, signal, accept) {
    const { fetch, request } = this.#options;
    headers = { ...request?.headers, ...headers, Accept: accept };
    const response = await fetch(url, { cache: 'no-store', ...request, headers, signal });
    if (response.status === 204) return response;
    if (!response.ok) throw new HttpError(response);
    if (!response.headers.get('Content-Type')?.startsWith(accept)) throw blocked();
    return response;
  }

  #frame({ event, id: sequence, data }) {
    const value = JSON.parse(data);
    if (event === 'task_event') return this.#deliver({ sequence: Number(sequence), ...value });
    if (event === 'task_list') return this.#list(value.tasks);
    const id = value.task_id;
    for (const listener of this.#listeners) {
      if (/^task_(accepted|updated)$/.test(event)) {
        call(listener.handlers.onTask, value);
      } else if (event !== 'task_removed') {
        continue;
      } else if (!listener.url) {
        listener.cursors.delete(id);
        call(listener.handlers.onRemoved, id);
      } else if (listener.id === id) {
        this.#end(listener, null, 'gone');
      }
    }
  }

  #deliver(event) {
    for (const listener of this.#listeners) {
      if (this.base && listener.url && listener.id !== event.task_id) continue;
      // What comes while its log is read is in the log when it is read again.
      if (listener.catching) listener.behind = true;
      else if (listener.accept(event)) this.#end(listener, event, 'terminal');
    }
  }

  #list(tasks) {
    const unfinished = new Map(tasks.map((task) => [task.task_id, /pending|running/.test(task.status)]));
    for (const listener of this.#listeners) {
      if (!listener.url) {
        listener.cursors.forEach((_, id) => unfinished.has(id) || listener.cursors.delete(id));
        call(listener.handlers.onTaskList, tasks);
      } else if (this.#plan.all && !unfinished.get(listener.id)) {
        this.#catchUp(listener);
      } else if (!unfinished.has(listener.id)) {
        this.#end(listener, null, 'gone');
      }
    }
  }

  #catchUp(watch) {
    watch.behind = true;
    if (watch.catching) return;
    watch.catching = true;
    const { signal } = this.#attempt;
    // One after the other: browsers allow six connections to a host.
    this.#turn = this.#turn.then(async () => {
      for (let failures = 0; watch.behind && !watch.ended && !signal.aborted; ) {
        watch.behind = false;
        await this.#read(watch, 0, signal).catch(() => {
          watch.behind = true;
          return pause(Math.min(this.#options.maxRetry, this.#retry * 2 ** failures++), signal);
        });
      }
      watch.catching = false;
    });
  }

  async #read(watch, wait, signal) {
    const url = new URL(watch.url.replace(/\/stream(?=$|\?)/, '/events'));
    for (let count = 1000; count >= 1000 && !watch.ended; ) {
      url.searchParams.set('after', watch.cursor());
      url.searchParams.set('wait', wait);
      try {
        const { events } = await this.#json(url.href, wait, signal);
        count = events.length;
        for (const event of events) if (watch.accept(event)) this.#end(watch, event, 'terminal');
      } catch (error) {
        if (signal.aborted || !error.isFinal) throw error;
        this.#end(watch, null, error.reason);
      }
    }
  }

  async #json(url, wait, signal) {
    const watchdog = guard(signal);
    watchdog.expect(wait * 1000 + this.#options.firstByte);
    try {
      return await (await this.#request(url, {}, watchdog.signal, 'application/json')).json();
    } finally {
      watchdog.release();
    }
  }

  /** One round, one request at a time. */
  async #poll(signal) {
    const alone = this.#listeners.size === 1;
    for (const listener of [...this.#listeners]) {
      if (signal.aborted) return 0;
      if (!listener.url) {
        const { tasks } = await this.#json(`${this.base.slice(0, -1)}?limit=1000`, 0, signal);
        call(listener.handlers.onTaskList, tasks);
      } else if (!listener.ended) {
        await this.#read(listener, alone ? 10 : 0, signal);
      }
    }
    this.#failures = 0;
    this.#tell('polling');
    return alone && this.#watches()[0] ? 100 : this.#options.pollEvery;
  }
}

/** A client with its own options. */
export class Taskwire {
  #options;
  #channels = new Map();

  /** @param {Options} [options] */
  constructor(options = {}) {
    this.#options = {
      fetch: (...request) => globalThis.fetch(...request),
      firstByte: 10_000,
      silence: 40_000,
      retry: 2_000,
      maxRetry: 30_000,
      pollFor: 120_000,
      pollEvery: 1_000,
      ...options,
    };
  }

  /**
   * Watches one task until it ends. Resolves to the terminal event, or to `null` if the task is gone or the signal fired.
   *
   * @param {string | URL} streamUrl absolute, or relative to the page
   * @param {WatchHandlers} [handlers]
   * @returns {Promise<TaskEvent | null>}
   */
  watch(streamUrl, handlers = {}) {
    const { href } = new URL(streamUrl, globalThis.document?.baseURI);
    // A URL with a ticket speaks for its own task only.
    const [, base, id] = /^([^?#]+\/)([^/?#]+)\/stream$/.exec(href) ?? [];
    const listener = new Listener(handlers, href, id ? decodeURIComponent(id) : /([^/]+)\/stream\?/.exec(href)?.[1] ?? href);
    this.#channel(base, base ?? listener).add(listener);
    return listener.end;
  }

  /**
   * Waits for a task's result; throws a {@link TaskError} if there is none, or the signal's reason.
   *
   * @param {string | URL} streamUrl
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<any>}
   */
  async result(streamUrl, { signal } = {}) {
    const event = await this.watch(streamUrl, { signal });
    if (event?.event_type === 'task_completed') return event.data;
    signal?.throwIfAborted();
    if (!event) throw new TaskError('The server does not know the task any more.', 'gone');
    if (event.event_type === 'task_cancelled') throw new TaskError('The task was cancelled.', 'cancelled', event.data);
    throw new TaskError(event.data.error, event.data.code, event.data);
  }

  /**
   * Watches all tasks, later ones included, until the signal fires.
   *
   * @param {string | URL} tasksUrl for example `api/tasks`
   * @param {OverviewHandlers} [handlers]
   * @returns {Promise<null>}
   */
  watchAll(tasksUrl, handlers = {}) {
    const base = `${new URL(tasksUrl, globalThis.document?.baseURI).href.replace(/\/$/, '')}/`;
    const listener = new Listener(handlers);
    this.#channel(base, base).add(listener);
    return listener.end;
  }

  #channel(base, key) {
    if (!this.#channels.has(key)) {
      this.#channels.set(key, new Channel(this.#options, base, () => this.#channels.delete(key)));
    }
    return this.#channels.get(key);
  }
}

const common = new Taskwire();

export const watch = common.watch.bind(common);
export const result = common.result.bind(common);
export const watchAll = common.watchAll.bind(common);
