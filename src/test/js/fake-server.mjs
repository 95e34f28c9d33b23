/**
 * A small server with the event streams, the long poll and the list of the contract, whose streams can be made to misbehave:
 * `intercept` sees every request first and may answer it in its own way.
 */
import { createServer } from 'node:http';

const FINISHED = /^(completed|failed|cancelled)$/;

/** One task with its event log. */
export class FakeTask {
  constructor(id, { type = 'demo', title = null, node = null, position = null, status = 'pending' } = {}) {
    this.id = id;
    this.events = [];
    this.listeners = new Set();
    this.state = { type, title, node, position, status, cancel_requested: false, result: null, error: null };
    this.state.start_time = new Date().toISOString();
  }

  get json() {
    const { type, title, node, status, cancel_requested, start_time, result, error } = this.state;
    const position = status === 'pending' ? this.state.position : null;
    const { running_since = null, end_time = null, progress = { text: '', value: 0 }, params = null } = this.state;
    const result_bytes = this.finished ? JSON.stringify(result).length : null;
    return {
      task_id: this.id, type, title, status, cancel_requested, progress, start_time, running_since, end_time, result, result_bytes, error, node,
      position, attempt: 1, params,
    };
  }

  get finished() {
    return FINISHED.test(this.state.status);
  }

  emit(event_type, data = null) {
    const timestamp = new Date().toISOString();
    const event = { sequence: this.events.length + 1, event_type, task_id: this.id, timestamp, data };
    this.events.push(event);
    if (event_type === 'task_started') Object.assign(this.state, { status: 'running', running_since: timestamp });
    else if (event_type === 'progress_update') this.state.progress = data;
    else Object.assign(this.state, { status: event_type.slice(5), end_time: timestamp, result: data });
    if (event_type === 'task_failed') Object.assign(this.state, { result: null, error: data.error });
    this.listeners.forEach((listener) => listener(event));
    return event;
  }

  start() {
    return this.emit('task_started');
  }

  progress(text, value) {
    return this.emit('progress_update', { text, value });
  }

  complete(result = null) {
    return this.emit('task_completed', result);
  }
}

/** The frame of an event, as the server sends it. */
export function frame({ sequence, ...event }) {
  return `id: ${sequence}\nevent: task_event\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The frame of anything else. */
export function named(event, data) {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Begins an event stream as the server does: headers, `retry` and a comment at once; the server tells its heartbeat in it. */
export function beginStream(res, { retry = 100, told = '' } = {}) {
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
  res.write(`retry: ${retry}\n: connected${told}\n\n`);
}

/** Answers with problem details. */
export function problem(res, status, detail, extra = {}, headers = {}) {
  res.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
  res.end(JSON.stringify({ type: 'about:blank', title: detail, status, detail, error: detail, ...extra }));
}

export function json(res, body, status = 200, headers = {}) {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  res.end(JSON.stringify(body));
}

/** The server; `requests` holds every request it saw, as method, path, query and headers. */
export class FakeServer {
  tasks = new Map();
  requests = [];
  open = 0;
  overviews = new Set();
  intercept = () => false;
  other = (req, res) => problem(res, 404, 'No such resource.');

  async start(port = 0) {
    this.http = createServer((req, res) => this.#answer(req, res));
    await new Promise((resolve) => this.http.listen(port, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${this.http.address().port}`;
    this.api = `${this.origin}/api/tasks`;
    return this;
  }

  async stop() {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  add(id, options) {
    const task = new FakeTask(id, options);
    this.tasks.set(id, task);
    this.overviews.forEach((overview) => overview.accepted(task));
    return task;
  }

  remove(id) {
    this.tasks.delete(id);
    this.overviews.forEach((overview) => overview.removed(id));
  }

  /** Tells the overviews what no event says: that a cancel was requested. */
  changed(task) {
    this.overviews.forEach((overview) => overview.changed(task));
  }

  streamUrl(id) {
    return `${this.api}/${id}/stream`;
  }

  /** The paths of the requests so far, query included, without the API's own prefix. */
  get paths() {
    return this.requests.map(({ path, query }) => path.replace('/api/tasks', '') + (query ? `?${query}` : ''));
  }

  #answer(req, res) {
    const url = new URL(req.url, this.origin);
    const request = { method: req.method, path: url.pathname, query: url.search.slice(1), headers: req.headers };
    this.requests.push(request);
    this.open++;
    res.on('close', () => this.open--);
    if (this.intercept(req, res, { url, index: this.requests.length - 1, server: this })) return;
    const [, id, what] = /^\/api\/tasks(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    if (req.method !== 'GET' || (!id && url.pathname !== '/api/tasks')) return this.other(req, res, url);
    if (!id) return json(res, { tasks: this.#list(url.searchParams.get('status')) });
    if (id === 'stream') return this.#streamMany(req, res, url.searchParams.getAll('task_id'));
    const task = this.tasks.get(id);
    if (!task) return problem(res, 404, 'There is no such task.');
    const after = Number(req.headers['last-event-id'] ?? url.searchParams.get('last_event_id') ?? 0);
    if (what === 'stream') return this.#streamOne(res, task, after);
    if (what === 'events') return this.#poll(res, task, url.searchParams);
    return json(res, task.json);
  }

  #list(status) {
    const all = [...this.tasks.values()].reverse().filter((task) => !status || task.state.status === status);
    return all.slice(0, 1000).map((task) => task.json);
  }

  #streamOne(res, task, after) {
    if (task.finished && after >= task.events.length) return res.writeHead(204).end();
    beginStream(res);
    const send = (event) => {
      res.write(frame(event));
      if (/^task_(?!started)/.test(event.event_type)) res.end();
    };
    task.events.filter((event) => event.sequence > after).forEach(send);
    task.listeners.add(send);
    res.on('close', () => task.listeners.delete(send));
  }

  #streamMany(req, res, ids) {
    if (ids.length && !ids.some((id) => this.tasks.has(id))) return problem(res, 404, 'There is no such task.');
    beginStream(res);
    const selected = (id) => !ids.length || ids.includes(id);
    const send = (event) => res.write(frame(event));
    const follow = (task) => task.listeners.add(send);
    res.write(named('task_list', { tasks: this.#list().filter((task) => selected(task.task_id)) }));
    for (const task of this.tasks.values()) {
      if (!selected(task.id)) continue;
      if (ids.length || !task.finished) task.events.forEach(send);
      follow(task);
    }
    const overview = {
      accepted: (task) => {
        if (ids.length) return;
        res.write(named('task_accepted', task.json));
        follow(task);
      },
      changed: (task) => selected(task.id) && res.write(named('task_updated', task.json)),
      removed: (id) => selected(id) && res.write(named('task_removed', { task_id: id })),
    };
    this.overviews.add(overview);
    const heartbeat = setInterval(() => res.write(': heartbeat\n\n'), 15_000);
    res.on('close', () => {
      clearInterval(heartbeat);
      this.overviews.delete(overview);
      this.tasks.forEach((task) => task.listeners.delete(send));
    });
  }

  #poll(res, task, query) {
    const later = () => task.events.filter((event) => event.sequence > Number(query.get('after'))).slice(0, 1000);
    const answer = () => {
      clearTimeout(timer);
      task.listeners.delete(answer);
      if (!res.writableEnded) json(res, { events: later() });
    };
    const timer = setTimeout(answer, Number(query.get('wait') ?? 0) * 1000);
    res.on('close', () => clearTimeout(timer));
    if (later().length || task.finished || !Number(query.get('wait'))) answer();
    else task.listeners.add(answer);
  }
}
