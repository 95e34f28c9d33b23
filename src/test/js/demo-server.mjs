/**
 * The page on a server that pretends, or on several: `node src/test/js/demo-server.mjs [port] [tasks] [servers]`.
 *
 * For looking at the page while changing it; it runs tasks that nobody needs, with the security headers of the real server.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FakeServer, json, problem } from './fake-server.mjs';

const WEBAPP = fileURLToPath(new URL('../../main/resources/META-INF/resources/taskwire/', import.meta.url));
const DESCRIPTION = fileURLToPath(new URL('../../main/resources/dev/taskwire/rest/openapi.json', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const HOSTILE = '</script><img src=x onerror=alert(1)> \u202egnirts thgir-ot-tfel \u0007 مرحبا';

const CLUSTER = {
  state: 'up',
  nodes: [['east-1', 'up', 4], ['east-2', 'draining', 1], ['west-1', 'suspect', 2]].map(([name, state, running]) => ({ name, state, running, pending: 0 })),
};

const [port = 8123, tasks = 12, servers = 1] = process.argv.slice(2).map(Number);
const here = servers > 1 ? 'east-1' : null;
const server = new FakeServer();
let next = 0;
const newId = () => `${(++next * 2654435761 % 2 ** 32).toString(16).padStart(8, '0')}-7c1e-4b0a-9d53-0242ac12${String(next).padStart(4, '0')}`;

const column = (name, type, more) => ({
  name, type, empty_count: 0, distinct_count: 1200, distinct_exact: true, min: null, max: null, mean: null, top_values: null, histogram: null, ...more,
});
const hump = (bins, at) => Array.from({ length: bins }, (_, i) => Math.round(9000 * Math.exp(-(((i - at) / 4) ** 2))));

const RESULT = {
  processed_records: 48212,
  skipped_records: 3,
  skipped_reasons: [{ line: 77, reason: 'The record has 7 fields; the header has 6.' }, { line: 9120, reason: 'The record has 2 fields; the header has 6.' }],
  file_path: 'orders-2026.csv',
  success: true,
  column_count: 6,
  columns: [
    column('order_id', 'integer', { distinct_count: 48212, distinct_exact: false, min: 1, max: 48215, mean: 24108.2, histogram: { start: 0, bin_width: 2048, counts: Array(24).fill(2048) } }),
    column('ordered_at', 'timestamp', { distinct_count: 47110, distinct_exact: false, min: '2026-01-01T00:01:12Z', max: '2026-11-22T23:58:40Z' }),
    column('amount', 'decimal', { empty_count: 120, min: 0.5, max: 1999.9, mean: 211.37, histogram: { start: 0, bin_width: 64, counts: hump(28, 6) } }),
    column('country', 'text', { distinct_count: 7, top_values: [['DE', 21000], ['FR', 11000], ['IT', 7000], ['AT', 5200], ['CH', 3012], ['NL', 800], ['BE', 200]].map(([value, count]) => ({ value, count })) }),
    column('express', 'boolean', { distinct_count: 2, top_values: [{ value: 'false', count: 40000 }, { value: 'true', count: 8212 }] }),
    column('comment', 'text', { empty_count: 36100, distinct_count: 9800 }),
  ],
};

const TASK_TYPES = [
  {
    type: 'data-processing',
    description: 'Reads a CSV file and profiles its columns.',
    timeout_seconds: 600,
    params_schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['file_path'],
      properties: {
        file_path: { type: 'string', minLength: 1, description: 'The CSV file, relative to the data folder', examples: ['sample.csv'] },
        batch_size: { type: 'integer', minimum: 1, maximum: 100000, default: 100, description: 'Records between two looks at the progress' },
      },
    },
  },
  {
    type: 'demo',
    description: 'A task that is worth watching.',
    timeout_seconds: 300,
    params_schema: {
      type: 'object',
      properties: {
        events: { type: 'integer', minimum: 1, maximum: 1000000, default: 100 },
        interval_us: { type: 'integer', minimum: 0, default: 100000 },
        outcome: { enum: ['complete', 'fail', 'ignore_cancel'], default: 'complete' },
        loud: { type: 'boolean', default: false },
      },
    },
  },
];

function run(task, { steps = 60, every = 500, outcome = 'complete', text = (i) => `Processed ${(i * 800).toLocaleString('en')} of ${(steps * 800).toLocaleString('en')} records`, result = RESULT } = {}) {
  let i = 0;
  task.start();
  task.progress('Loading data...', 0);
  const timer = setInterval(() => {
    if (task.state.cancel_requested && outcome !== 'ignore') {
      clearInterval(timer);
      setTimeout(() => task.emit('task_cancelled', { status: 'cancelled', processed_records: i * 800 }), 1500);
    } else if (++i > steps) {
      clearInterval(timer);
      if (outcome === 'fail') task.emit('task_failed', { error: 'The file orders.csv has a quote that is never closed, in the record that starts in line 4,120.', code: 'task_failed' });
      else task.complete(result);
    } else if (outcome !== 'stall' || i < steps / 3) {
      task.progress(text(i), i / steps);
    }
  }, every);
}

const TYPE_OF = ['data-processing', 'data-processing', 'demo', 'report-export', 'thumbnail-import'];
function past(outcome, i) {
  const task = server.add(newId(), { type: TYPE_OF[i % 5] });
  const ago = Date.now() - (i + 1) * 41_000;
  task.start();
  for (let n = 1; n <= 30; n++) task.progress(`Processed ${n * 1600} records`, outcome === 'completed' ? n / 30 : n / 50);
  if (outcome === 'completed') task.complete(i % 5 < 2 ? RESULT : { pages: 12 + i, file: `report-${i}.pdf` });
  else if (outcome === 'failed') task.emit('task_failed', { error: 'Line 812 of prices.csv is not UTF-8.', code: 'task_failed' });
  else task.emit('task_cancelled', { status: 'cancelled', processed_records: 9600 });
  task.events.forEach((event, n) => (event.timestamp = new Date(ago + n * 900 + (n % 7) * 100).toISOString()));
  Object.assign(task.state, { start_time: new Date(ago - 800).toISOString(), running_since: task.events[0].timestamp, end_time: task.events.at(-1).timestamp });
}

for (let i = tasks - 6; i >= 0; i--) past(i % 6 === 3 ? 'failed' : i % 6 === 5 ? 'cancelled' : 'completed', i);
const add = (type, options, more) => run(server.add(newId(), { type, node: here, ...more }), options);
add('thumbnail-import', { steps: 300, every: 1000, outcome: 'stall' });
add('demo', { steps: 400, every: 400, text: () => HOSTILE, outcome: 'ignore', result: { text: HOSTILE } });
add('report-export', { steps: 90, every: 350, outcome: 'fail', text: (i) => `Rendering page ${i} of 90` });
add('data-processing', { steps: 120, every: 250 }, { title: 'Profile of orders-2026.csv', node: here && 'west-1' });
server.add(newId(), { type: 'report-export', position: 1 });
server.add(newId(), { type: 'data-processing', title: 'Profile of people.csv', position: 2 });

server.other = async (req, res, url) => {
  const [, id, what] = /^\/api\/tasks\/([^/]+)(?:\/(cancel))?$/.exec(url.pathname) ?? [];
  const all = [...server.tasks.values()];
  const count = (status) => all.filter((task) => task.state.status === status).length;
  if (url.pathname === '/where.json') return json(res, { api: 'api/' });
  if (url.pathname === '/api/task-types') return json(res, { task_types: TASK_TYPES });
  if (url.pathname === '/api/openapi.json') return json(res, JSON.parse(await readFile(DESCRIPTION, 'utf8')));
  if (url.pathname === '/api/server') {
    return json(res, { instance: `i${process.pid}`, started_at: null, time: new Date().toISOString(), node: here, cluster: here && CLUSTER, max_workers: 4, running: count('running'), pending: count('pending'), max_pending: 1000, streams: 1, max_streams: 10000, abandoned: 0, interrupt_after: 5, cancel_grace: 30 });
  }
  if (req.method === 'POST' && url.pathname === '/api/tasks') return start(req, res);
  const task = server.tasks.get(id);
  if (id && !task) return problem(res, 404, 'There is no such task.');
  if (req.method === 'POST' && what) return cancel(res, task);
  if (req.method === 'DELETE' && task.finished) {
    server.remove(id);
    return res.writeHead(204).end();
  }
  return serve(res, url.pathname);
};

async function start(req, res) {
  let body = '';
  for await (const chunk of req) body += chunk;
  const { type, params } = JSON.parse(body);
  const errors = [];
  if (type === 'data-processing' && !params.file_path) errors.push({ field: 'params.file_path', message: 'must not be blank' });
  if (params.batch_size < 1 || params.batch_size > 100000) errors.push({ field: 'params.batch_size', message: 'must be between 1 and 100000' });
  if (errors.length) return problem(res, 400, 'The request is invalid.', { errors });
  const task = server.add(newId(), { type });
  task.state.params = params;
  setTimeout(() => run(task, { steps: 40, every: 200 }), 600);
  json(res, { task_id: task.id, stream_url: `/api/tasks/${task.id}/stream`, status: 'pending' }, 201);
}

function cancel(res, task) {
  if (task.finished) return problem(res, 409, 'The task has already finished.');
  task.state.cancel_requested = true;
  server.changed(task);
  if (task.state.status === 'pending') task.emit('task_cancelled', null);
  json(res, { success: true, message: 'Task cancellation requested' });
}

async function serve(res, path) {
  const file = normalize(join(WEBAPP, path.endsWith('/') ? `${path}index.html` : path));
  const headers = { 'Content-Type': TYPES[extname(file)], 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' };
  try {
    if (!file.startsWith(WEBAPP) || !headers['Content-Type']) throw new Error('not served');
    const bytes = await readFile(file);
    res.writeHead(200, headers).end(bytes);
  } catch {
    problem(res, 404, 'No such page.');
  }
}

await server.start(port);
console.log(`${server.origin}/`);
