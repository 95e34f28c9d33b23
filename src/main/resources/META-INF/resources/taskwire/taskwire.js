/**
 * Taskwire's client: watches tasks live, over one connection. It reads event streams with fetch, not EventSource, to hear
 * heartbeats and so notice dead connections. What callers use is described in `taskwire.d.ts`.
 */
import { Tabs, isHidden, onWake } from './tabs.js';

const HANDLERS = {
  task_started: 'onStarted',
  progress_update: 'onProgress',
  task_completed: 'onCompleted',
  task_failed: 'onFailed',
  task_cancelled: 'onCancelled',
};
const MAX_IDS = 100;
const MAX_STRANGE = 5;
const HIDDEN_AFTER = 5_000;

/** Whether an event is its task's last. */
export const isTerminal = (event) => /^task_(completed|failed|cancelled)$/.test(event.event_type);

/** Why there is no result. */
export class TaskError extends Error {
  name = 'TaskError';

  constructor(message, code, data, status) {
    super(message);
    Object.assign(this, { code, data, status });
  }
}

/** Turns text, cut anywhere, into the frames of an event stream (WHATWG HTML 9.2.6). */
export class EventStreamParser {
  #rest = '';
  #afterCr = false;
  #frame = { event: '', id: '', data: [] };
  #onFrame;
  #onRetry;

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

const blocked = (strange) => Object.assign(new Error('the stream does not get through'), { blocked: true, strange });

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
      const [wall, steady] = [Date.now(), performance.now()];
      // Timers stand still while the computer sleeps, and so may the steady clock; the other one may be set.
      const look = () => {
        const left = ms - Math.max(Date.now() - wall, performance.now() - steady);
        this.silent = left <= 0;
        if (this.silent) stop();
        else timer = setTimeout(look, Math.min(left, 5_000));
      };
      clearTimeout(timer);
      look();
    },
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      stop();
    },
  };
}

/** Waits, at most until the signal fires or the page is looked at again. */
async function pause(ms, signal) {
  const watchdog = guard(signal);
  onWake(watchdog.signal, () => isHidden() || watchdog.release());
  watchdog.expect(ms);
  if (!watchdog.signal.aborted) await new Promise((resolve) => watchdog.signal.addEventListener('abort', resolve));
  watchdog.release();
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
  joined = false;
  catching = false;
  behind = false;

  constructor(handlers, url, id, cursors = [[id, handlers.after ?? 0]]) {
    Object.assign(this, { handlers, url, id, cursors: new Map(cursors) });
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
 * Aborting `attempt` makes the loop look again at who listens; who has not `joined` by then gets nothing of it. Streams replay,
 * and cursors drop what is known; but the stream of all replays unfinished tasks only: the rest is read by `#catchUp`.
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
  #strange = 0;
  #pollUntil = 0;
  #turn = Promise.resolve();
  #retry;
  #tabs = null;

  constructor(options, base, apart, onEmpty) {
    Object.assign(this, { base, apart, onEmpty });
    this.#options = options;
    this.#retry = options.retry;
    const { fetch, request, parse } = options;
    // Tabs with requests of their own stay alone. Versions that talk in another way have another number.
    if (base && !request && !fetch && Tabs.arePossible()) {
      this.#tabs = new Tabs(`taskwire 1 ${parse.name} ${base} `, this, this.#listeners, options.firstByte);
    }
  }

  add(listener) {
    const { signal } = listener.handlers;
    const abort = () => this.#end(listener, null, 'aborted');
    listener.release = () => signal?.removeEventListener('abort', abort);
    listener.joined = false;
    this.#listeners.add(listener);
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    if (this.#tabs && !this.#tabs.leads) this.#tabs.want(listener);
    else this.#admit(listener);
  }

  /** Listens for another tab. */
  serve(handlers, url, id, cursors) {
    const guest = new Listener(handlers, url, id, cursors);
    this.add(guest);
    return guest.end;
  }

  /** From now on this tab runs the connection. */
  lead() {
    this.#listeners.forEach((listener) => this.#admit(listener));
  }

  /** What the leading tab says for one listener of this one. */
  hear(key, name, ...values) {
    const listener = [...this.#listeners].find((each) => each.key === key);
    if (!listener) return;
    const [value, detail] = values;
    if (name === 'onEvent') {
      if (listener.accept(value)) this.#end(listener, value, 'terminal');
    } else if (name !== 'onConnection') {
      call(listener.handlers[name], ...values);
    } else if (value === 'closed') {
      this.#end(listener, null, detail.reason, detail.status);
    } else {
      listener.tell(value, detail);
    }
  }

  #admit(listener) {
    if (this.#plan?.all && listener.url) {
      listener.joined = true;
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

  #end(listener, event, reason, status) {
    if (listener.ended) return;
    listener.tell('closed', { reason, status });
    Object.assign(listener, { ended: true, reason, status });
    this.#drop(listener);
    listener.resolve(event);
  }

  #drop(listener) {
    listener.release();
    this.#listeners.delete(listener);
    if (this.#tabs && !this.#tabs.leads) {
      this.#tabs.want(listener);
      if (!this.#listeners.size) this.#leave();
    } else if (!this.#listeners.size || !listener.id) {
      this.#attempt?.abort();
    }
  }

  #leave() {
    this.#tabs?.leave();
    this.onEmpty();
  }

  #watches() {
    return [...this.#listeners].filter((listener) => listener.url);
  }

  #choose() {
    this.#listeners.forEach((listener) => (listener.joined = true));
    const watches = this.#watches();
    const ids = [...new Set(watches.map((watch) => watch.id))];
    if (this.base && (watches.length < this.#listeners.size || ids.length > MAX_IDS)) {
      return { all: true, url: `${this.base}stream` };
    }
    if (ids.length > 1) return { ids, url: `${this.base}stream?${ids.map((id) => `task_id=${encodeURIComponent(id)}`).join('&')}` };
    const { url } = watches.find((watch) => watch.url.includes('?')) ?? watches[0];
    return { url, after: Math.min(...watches.map((watch) => watch.cursor())) };
  }

  async #run() {
    while (this.#listeners.size) {
      const { signal } = (this.#attempt = new AbortController());
      const plan = (this.#plan = this.#choose());
      // Tabs that cannot share a connection let theirs go while nobody looks at them.
      const rests = isHidden() && !this.#tabs;
      const polling = rests || Date.now() < this.#pollUntil;
      let wait = 0;
      try {
        if (polling) wait = await this.#poll(signal, rests);
        else await this.#stream(plan, signal);
      } catch (error) {
        if (!signal.aborted) wait = this.#failed(error, plan, polling);
      }
      this.#isOpen = false;
      if (wait && this.#listeners.size) await pause(wait, signal);
    }
    this.#attempt = this.#plan = null;
    this.#leave();
  }

  #tell(state, detail) {
    this.#listeners.forEach((listener) => listener.tell(state, detail));
  }

  /** Ends those for whom the attempt was; who has a ticket tries with that alone. */
  #refused({ all, ids }, reason, status) {
    for (const listener of [...this.#listeners]) {
      if (!listener.joined) continue;
      if ((all || ids) && listener.url?.includes('?')) {
        this.#drop(listener);
        this.apart(listener);
      } else {
        this.#end(listener, null, reason, status);
      }
    }
  }

  #failed(error, plan, polling) {
    const { reason, status } = error;
    this.#pollUntil = 0;
    // A server that starts does not know the list yet; one that sends pages instead wants a sign-in.
    if (error.isFinal && !(plan.all && reason === 'gone')) this.#refused(plan, reason, status);
    else if (error.strange && ++this.#strange >= MAX_STRANGE) this.#refused(plan, 'refused', 200);
    // A server that is away is no reason to poll.
    if (!polling && (error.blocked || status === 503) && ++this.#blocked >= 3) {
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
    const attempt = this.#attempt;
    let heard = 0;
    onWake(watchdog.signal, ({ type }) => {
      if (isHidden()) {
        if (!this.#tabs) setTimeout(() => isHidden() && attempt.abort(), HIDDEN_AFTER);
      } else if (type === 'online' || (heard && Date.now() - heard > silence / 2.5)) {
        attempt.abort();
      } else if (heard) {
        watchdog.expect(silence / 2);
      }
    });
    try {
      if (!this.#failures) this.#tell('connecting');
      watchdog.expect(firstByte);
      const response = await this.#request(...this.#resume(plan), watchdog.signal, 'text/event-stream');
      if (response.status === 204) {
        return this.#watches().forEach((watch) => watch.joined && this.#end(watch, null, 'ended'));
      }
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
          this.#isOpen = true;
          // The first comment tells the heartbeat's interval.
          silence = Math.max(silence, 2500 * (/every (\d+) s/.exec(text)?.[1] ?? 0));
          this.#failures = 0;
          this.#tell('open');
        }
        heard = Date.now();
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

  async #request(url, more, signal, accept) {
    const { fetch = globalThis.fetch, request } = this.#options;
    const headers = new Headers(request?.headers);
    Object.entries({ ...more, Accept: accept }).forEach(([name, value]) => headers.set(name, value));
    const ask = (redirect) => fetch(url, { cache: 'no-store', redirect, ...request, headers, signal });
    let response = await ask('manual');
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      // To where one signs in, maybe on a site that lets nobody read it.
      response = await ask('follow').catch((error) => {
        throw signal.aborted ? error : blocked(true);
      });
    }
    if (response.status === 204) return response;
    if (!response.ok) throw new HttpError(response);
    if (!response.headers.get('Content-Type')?.startsWith(accept)) throw blocked(true);
    this.#strange = 0;
    return response;
  }

  #frame({ event, id: sequence, data }) {
    const value = this.#options.parse(data);
    if (event === 'task_event') return this.#deliver({ sequence: Number(sequence), ...value });
    if (event === 'task_list') return this.#list(value.tasks);
    const id = value.task_id;
    for (const listener of this.#listeners) {
      if (!listener.joined) {
        continue;
      } else if (/^task_(accepted|updated)$/.test(event)) {
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
      if (!listener.joined || (this.base && listener.url && listener.id !== event.task_id)) continue;
      // What comes while its log is read is in the log when it is read again.
      if (listener.catching) listener.behind = true;
      else if (listener.accept(event)) this.#end(listener, event, 'terminal');
    }
  }

  #list(tasks) {
    const unfinished = new Map(tasks.map((task) => [task.task_id, /pending|running/.test(task.status)]));
    for (const listener of this.#listeners) {
      if (!listener.joined) {
        continue;
      } else if (!listener.url) {
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
        this.#end(watch, null, error.reason, error.status);
      }
    }
  }

  async #json(url, wait, signal) {
    const watchdog = guard(signal);
    watchdog.expect(wait * 1000 + this.#options.firstByte);
    try {
      return this.#options.parse(await (await this.#request(url, {}, watchdog.signal, 'application/json')).text());
    } finally {
      watchdog.release();
    }
  }

  /** One round, one request at a time. */
  async #poll(signal, rests) {
    const alone = this.#listeners.size === 1 && !rests;
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
    if (rests) return this.#options.restEvery;
    return alone && this.#watches()[0] ? 100 : this.#options.pollEvery;
  }
}

/** The address as the browser would read it in this page or worker. */
function absolute(url) {
  const { document, location, origin } = globalThis;
  const here = document?.baseURI ?? location?.href;
  const there = new URL(url, here?.startsWith('blob:') ? origin : here);
  // As in the address of a page that was opened with them; `fetch` throws at such, and the browser knows them.
  there.username = there.password = '';
  return there.href;
}

/** A client with its own options. */
export class Taskwire {
  #options;
  #channels = new Map();

  constructor(options = {}) {
    this.#options = {
      parse: JSON.parse,
      firstByte: 10_000,
      silence: 40_000,
      retry: 2_000,
      maxRetry: 30_000,
      pollFor: 120_000,
      pollEvery: 1_000,
      restEvery: 15_000,
      ...options,
    };
  }

  watch(streamUrl, handlers = {}) {
    return this.#listen(streamUrl, handlers).end;
  }

  async result(streamUrl, { signal } = {}) {
    const listener = this.#listen(streamUrl, { signal });
    const event = await listener.end;
    if (event?.event_type === 'task_completed') return event.data;
    signal?.throwIfAborted();
    const { reason, status } = listener;
    if (reason === 'refused') throw new TaskError('The server does not show the task to this caller.', reason, null, status);
    if (!event) throw new TaskError('The server does not know the task any more.', 'gone', null, status);
    if (event.event_type === 'task_cancelled') throw new TaskError('The task was cancelled.', 'cancelled', event.data);
    throw new TaskError(event.data.error, event.data.code, event.data);
  }

  watchAll(tasksUrl, handlers = {}) {
    const base = `${absolute(tasksUrl).replace(/\/$/, '')}/`;
    const listener = new Listener(handlers);
    this.#channel(base, base).add(listener);
    return listener.end;
  }

  #listen(streamUrl, handlers) {
    const url = absolute(streamUrl);
    const [, base, id] = /^([^?#]+\/)([^/?#]+)\/stream(?:\?ticket=[^&#]*)?$/.exec(url) ?? [];
    const listener = new Listener(handlers, url, id ? decodeURIComponent(id) : /([^/]+)\/stream\?/.exec(url)?.[1] ?? url);
    this.#channel(base, base ?? listener).add(listener);
    return listener;
  }

  #channel(base, key) {
    if (!this.#channels.has(key)) {
      const apart = (listener) => this.#channel(undefined, listener).add(listener);
      this.#channels.set(key, new Channel(this.#options, base, apart, () => this.#channels.delete(key)));
    }
    return this.#channels.get(key);
  }
}

const common = new Taskwire();

export const watch = common.watch.bind(common);
export const result = common.result.bind(common);
export const watchAll = common.watchAll.bind(common);
