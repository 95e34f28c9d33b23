/** The HTTP calls of the page. Addresses are relative to its files, so that it works in any application. */
import { exactJson, exactText } from './exact-json.js';

const WHERE = new URL('../where.json', import.meta.url);

/** Where the API is: the server tells, because it may have been moved. */
const base = new URL(await where(), WHERE);

/** Where the description of the API is. */
export const descriptionUrl = new URL('openapi.json', base).href;

/** Where the tasks are. */
export const tasksUrl = new URL('tasks', base).href;

/** A problem that the server told about, or that the network was. `fields` are the invalid members, if any. */
export class ApiError extends Error {
  constructor(message, status = 0, fields = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.fields = fields;
  }
}

export const streamUrl = (id) => `${tasksUrl}/${encodeURIComponent(id)}/stream`;
export const getTask = (id, signal) => call('GET', `tasks/${encodeURIComponent(id)}`, { signal });
export const getTypes = (signal) => call('GET', 'task-types', { signal });
export const getDescription = (signal) => call('GET', 'openapi.json', { signal });
export const getServer = (signal) => call('GET', 'server', { signal });
export const startTask = (type, params) => call('POST', 'tasks', { body: { type, params } });
export const cancelTask = (id) => call('POST', `tasks/${encodeURIComponent(id)}/cancel`);
export const removeTask = (id) => call('DELETE', `tasks/${encodeURIComponent(id)}`);

async function where() {
  try {
    return (await (await fetch(WHERE, { signal: AbortSignal.timeout(10_000) })).json()).api;
  } catch (error) {
    console.info(`The server does not tell where its API is: ${error.message}`);
    return 'api/';
  }
}

async function call(method, path, { body, signal } = {}) {
  const headers = { Accept: 'application/json' };
  if (body) headers['Content-Type'] = 'application/json';
  let response;
  try {
    const limit = signal ?? AbortSignal.timeout(20_000);
    response = await fetch(new URL(path, base), { method, headers, body: body && exactText(body), signal: limit });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('The server cannot be reached. Nothing was changed as far as this page knows.');
  }
  if (response.status === 204) return null;
  const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
  const answer = isJson ? exactJson(await response.text()) : null;
  if (response.ok && answer) return answer;
  const message = answer?.detail ?? answer?.error ?? `The server answered with status ${response.status}.`;
  throw new ApiError(message, response.status, answer?.errors ?? []);
}
