/** The page: one store fed by one connection, a view for each address, and what they share. */
import '../task-progress.js';
import { isTerminal } from '../taskwire.js';
import { taskActions } from './actions.js';
import { Announcer } from './announcer.js';
import { getServer, getTask, tasksUrl } from './api.js';
import { client } from './client.js';
import { ConnectionView } from './connection.js';
import { DetailView } from './detail-view.js';
import { setText } from './dom.js';
import { ListView } from './list-view.js';
import { ServerClock } from './server-clock.js';
import { paramsOf, remember } from './started-params.js';
import { StartView } from './start-view.js';
import { Store } from './store.js';

const SERVER_EVERY_MS = 5000;
const ASK_AFTER_MS = 300;
const byId = (id) => document.getElementById(id);

const serverClock = new ServerClock();
const store = new Store((callback) => requestAnimationFrame(callback), () => serverClock.now());
const announcer = new Announcer(byId('announcements'));
const connection = new ConnectionView(
  { state: byId('connection'), server: byId('server'), nodes: byId('nodes'), cluster: byId('cluster'), body: document.body },
  announcer,
  () => notice(byId('restarted'), 'The server was restarted. The tasks from before are gone.'),
);
const strangers = new Set();
let server = null;
let asking = null;
let frozenAt = serverClock.now();
let detail = null;

/** The server's time, for what is shown as going on: it stands still while nothing live is known. */
const now = () => (connection.isLive ? serverClock.now() : frozenAt);

const actions = taskActions({
  store,
  tell: (problem) => notice(byId('problem'), problem),
  announce: (text) => announcer.say(text),
  onRemoved: (id) => detail?.id === id && (location.hash = '#/'),
});

const startView = new StartView(
  (started, params) => {
    remember(started.task_id, params);
    location.hash = `#/tasks/${encodeURIComponent(started.task_id)}`;
  },
  () => location.hash === '#/start' && (location.hash = '#/'),
);
document.body.append(startView.dialog);

const listElements = { list: byId('list'), filters: byId('filters'), types: byId('types'), empty: byId('empty') };
new ListView(listElements, store, now, actions);

function notice(element, text) {
  element.hidden = !text;
  setText(element, text);
}

/** The id of the task that an address leads to. */
function taskIn(hash) {
  const id = /^#\/tasks\/([^/]+)$/.exec(hash)?.[1];
  try {
    return id && decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Shows what the address says: `#/`, `#/start` or `#/tasks/{id}`. */
function route() {
  const id = taskIn(location.hash);
  notice(byId('problem'), '');
  detail?.close();
  const hadDetail = detail !== null;
  detail = id ? new DetailView(id, { store, now, server: () => server, actions, params: paramsOf }) : null;
  byId('overview').hidden = detail !== null;
  byId('detail').hidden = detail === null;
  byId('detail').replaceChildren(...(detail ? [detail.element] : []));
  document.title = id ? 'Task · Taskwire' : 'Tasks · Taskwire';
  if (location.hash === '#/start') startView.open();
  else startView.close();
  if (detail) detail.heading.focus();
  else if (hadDetail) byId('main').focus();
}

function onEvent(event) {
  serverClock.heard(event.timestamp);
  if (!store.apply(event)) meet(event.task_id);
  const task = store.tasks.get(event.task_id);
  if (task && isTerminal(event)) announcer.finished(task);
  if (event.event_type !== 'progress_update') askServerSoon();
}

/** Asks once for a task that the list does not have. */
async function meet(id) {
  if (strangers.has(id)) return;
  strangers.add(id);
  try {
    store.put(await getTask(id));
  } catch (error) {
    console.info(`Task ${id} was not found: ${error.message}`);
  }
  strangers.delete(id);
}

/** A task came or went: the workers are busy with something else. Many at once are one question. */
function askServerSoon() {
  asking ??= setTimeout(() => {
    asking = null;
    askServer();
  }, ASK_AFTER_MS);
}

async function askServer() {
  if (document.hidden) return;
  try {
    const asked = Date.now();
    server = await getServer();
    serverClock.learn(server.time, asked);
    connection.server(server);
    store.tick();
  } catch (error) {
    console.info(`The server was not asked: ${error.message}`);
  }
}

client.watchAll(tasksUrl, {
  onTaskList: (tasks) => store.replaceAll(tasks),
  onTask: (task) => store.put(task),
  onEvent,
  onRemoved: (id) => store.remove(id),
  onConnection: (state, change) => {
    frozenAt = now();
    connection.connection(state, change);
    store.tick();
    if (state === 'open') askServer();
    if (state === 'closed') {
      byId('empty').remove();
      notice(byId('problem'), 'The server shows its tasks to nobody here. Sign in, and load this page again.');
    }
  },
});

setInterval(() => {
  if (connection.isLive && !document.hidden) store.tick();
}, 1000);
setInterval(askServer, SERVER_EVERY_MS);
addEventListener('visibilitychange', askServer);
addEventListener('hashchange', () => {
  notice(byId('restarted'), '');
  route();
});
document.querySelector('.skip').addEventListener('click', (event) => {
  // The fragment is the page's address; the link only moves the focus.
  event.preventDefault();
  byId('main').focus();
});
route();
