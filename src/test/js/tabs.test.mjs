/** Several tabs, and pages that sleep and are hidden: each `Taskwire` here is one tab of the same browser. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Taskwire } from '../../main/resources/META-INF/resources/taskwire/taskwire.js';
import { beBrowser } from './browser-fakes.mjs';
import { FakeServer, beginStream, frame } from './fake-server.mjs';

const FAST = { firstByte: 5000, silence: 5000, retry: 5, maxRetry: 40, pollFor: 60_000, pollEvery: 5, restEvery: 20 };
const numbers = (count) => Array.from({ length: count }, (_, i) => i + 1);
let server;
let browser;
let tabs;

beforeEach(async () => {
  server = await new FakeServer().start();
  tabs = [];
});

afterEach(async () => {
  tabs.forEach((tab) => tab.close());
  await new Promise((resolve) => setTimeout(resolve, 20));
  browser?.undo();
  await server.stop();
});

async function until(condition) {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `still waiting for ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A tab that watches these tasks, or all. */
function tab({ ids = [], all = false, ...options } = {}) {
  const aborter = new AbortController();
  const { signal } = aborter;
  const taskwire = new Taskwire({ ...FAST, ...options });
  const opened = { seen: {}, states: [], lists: 0, events: [], close: () => aborter.abort() };
  opened.ends = ids.map((id) => {
    opened.seen[id] = [];
    const onConnection = (state, { reason }) => opened.states.push(reason ? `${state}:${reason}` : state);
    return taskwire.watch(server.streamUrl(id), { signal, onConnection, onEvent: (event) => opened.seen[id].push(event.sequence) });
  });
  if (all) {
    taskwire.watchAll(server.api, {
      signal,
      onTaskList: () => opened.lists++,
      onEvent: (event) => opened.events.push(`${event.task_id}${event.sequence}`),
    });
  }
  tabs.push(opened);
  return opened;
}

function scripted(id, count = 2) {
  const task = server.add(id);
  task.start();
  for (let i = 1; i <= count; i++) task.progress(`step ${i}`, i / count);
  return task;
}

test('tabs_seven_shareOneConnection', async () => {
  browser = beBrowser(server.origin);
  const tasks = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => scripted(id));
  const seven = tasks.map((task) => tab({ ids: [task.id] }));
  await until(() => seven.every((each, i) => each.seen[tasks[i].id].length === 3));
  await until(() => server.open === 1);
  tasks.forEach((task) => task.progress('all see this', 1));
  tasks.forEach((task) => task.complete(task.id));
  const ends = await Promise.all(seven.map((each) => each.ends[0]));
  assert.deepEqual(ends.map((event) => event.data), tasks.map((task) => task.id));
  assert.deepEqual(seven.map((each, i) => each.seen[tasks[i].id]), tasks.map(() => numbers(5)));
  assert.equal(seven[6].states.at(-1), 'closed:terminal');
  await until(() => server.open === 0);
});

test('tabs_theLeadingOneCloses_theNextGoesOnWithoutGapOrRepeat', async () => {
  browser = beBrowser(server.origin);
  const task = scripted('a');
  const three = [tab({ ids: ['a'] }), tab({ ids: ['a'] }), tab({ ids: ['a'], all: true })];
  await until(() => three.every((each) => each.seen.a.length === 3));
  three[0].close();
  task.progress('while nobody leads', 1);
  await until(() => three.slice(1).every((each) => each.seen.a.length === 4));
  three[1].close();
  task.progress('and again', 1);
  task.complete();
  await three[2].ends[0];
  assert.deepEqual(three[2].seen.a, numbers(6));
  await until(() => three[2].events.length === 6);
  assert.deepEqual(three[2].events, numbers(6).map((n) => `a${n}`));
});

test('tabs_oneThatStopsListening_isNoLongerConnectedFor', async () => {
  browser = beBrowser(server.origin);
  scripted('a');
  scripted('b');
  const first = tab({ ids: ['a'] });
  const second = tab({ ids: ['b'] });
  await until(() => first.seen.a.length === 3 && second.seen.b.length === 3);
  second.close();
  first.close();
  await until(() => server.open === 0);
});

test('tabs_unknownAndFinishedTasks_areToldToTheTabThatAsked', async () => {
  browser = beBrowser(server.origin);
  const first = tab({ all: true });
  await until(() => first.lists === 1);
  scripted('done').complete('long ago');
  const second = tab({ ids: ['done', 'nobody'] });
  assert.equal((await second.ends[0]).data, 'long ago');
  assert.equal(await second.ends[1], null);
  assert.ok(second.states.includes('closed:gone'));
});

test('tabs_headersOfOnesOwn_areNotLentToOthers', async () => {
  browser = beBrowser(server.origin);
  scripted('a');
  const first = tab({ ids: ['a'] });
  const second = tab({ ids: ['a'], request: { headers: { Authorization: 'Bearer mine' } } });
  await until(() => first.seen.a.length === 3 && second.seen.a.length === 3);
  assert.equal(server.open, 2);
});

test('tabs_leaderThatDoesNotAnswer_isNotWaitedFor', async () => {
  browser = beBrowser(server.origin);
  navigator.locks.request(`taskwire 1 parse ${server.api}/ `, () => new Promise(() => {}));
  scripted('a');
  const only = tab({ ids: ['a'], firstByte: 50 });
  await until(() => only.seen.a.length === 3);
});

test('tabs_serverAwayForLong_stillShareOneConnectionAfterwards', async () => {
  browser = beBrowser(server.origin);
  scripted('a');
  const hanging = [];
  // It refuses, and then it takes requests and does not answer.
  server.intercept = (req, res, { index }) => (index ? hanging.push(res) : res.destroy()) || true;
  const first = tab({ ids: ['a'] });
  await until(() => first.states.includes('reconnecting') && hanging.length > 0);
  const second = tab({ ids: ['a'], firstByte: 60 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(server.requests.length, 3);
  server.intercept = () => false;
  hanging.forEach((res) => res.destroy());
  await until(() => first.seen.a.length === 3 && second.seen.a.length === 3);
  await until(() => server.open === 1);
});

test('tabs_withoutLocks_letTheirConnectionGoWhileHidden', async (t) => {
  browser = beBrowser(server.origin, { locks: false });
  const realTimeout = globalThis.setTimeout;
  t.mock.method(globalThis, 'setTimeout', (callback, ms, ...rest) => realTimeout(callback, ms === 5000 ? 1 : ms, ...rest));
  const task = scripted('a');
  const only = tab({ ids: ['a'] });
  await until(() => only.seen.a.length === 3);
  browser.hide(true);
  await until(() => only.states.at(-1) === 'polling');
  task.progress('still heard', 1);
  await until(() => only.seen.a.length === 4);
  assert.ok(server.paths.slice(1).every((path) => /events.*wait=0/.test(path)), server.paths.join());
  browser.hide(false);
  await until(() => only.states.at(-1) === 'open');
  task.complete();
  await only.ends[0];
  assert.deepEqual(only.seen.a, numbers(5));
});

/** A server whose first connection is dead: it was open, and nothing comes any more. */
function deadAfterFirst(task, told) {
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    beginStream(res, { told });
    res.write(task.events.map(frame).join(''));
    return true;
  };
}

test('wake_networkIsBack_connectsAtOnce', async () => {
  browser = beBrowser(server.origin, { locks: false });
  const task = scripted('a');
  deadAfterFirst(task);
  const only = tab({ ids: ['a'], silence: 3_600_000 });
  await until(() => only.seen.a.length === 3);
  browser.tell('online');
  task.complete();
  await only.ends[0];
  assert.deepEqual(only.seen.a, numbers(4));
});

test('wake_pageIsLookedAtAfterMoreThanAHeartbeat_connectsAtOnce', async (t) => {
  browser = beBrowser(server.origin, { locks: false });
  const task = scripted('a');
  deadAfterFirst(task, ', a comment every 15 s');
  const only = tab({ ids: ['a'], silence: 37_500 });
  await until(() => only.seen.a.length === 3);
  const realNow = Date.now;
  t.mock.method(Date, 'now', () => realNow() + 20_000);
  browser.hide(false);
  task.complete();
  await only.ends[0];
  assert.deepEqual(only.seen.a, numbers(4));
});

test('wake_pageIsLookedAtWhileAllIsWell_keepsTheConnection', async () => {
  browser = beBrowser(server.origin, { locks: false });
  const task = scripted('a');
  const only = tab({ ids: ['a'] });
  await until(() => only.seen.a.length === 3);
  browser.hide(false);
  browser.tell('pageshow');
  task.complete();
  await only.ends[0];
  assert.equal(server.requests.length, 1);
});

test('wake_clockJumpedInSleep_isNoticedWithoutAnyNews', async (t) => {
  browser = beBrowser(server.origin, { locks: false });
  const task = scripted('a');
  deadAfterFirst(task);
  const only = tab({ ids: ['a'], silence: 40_000 });
  await until(() => only.seen.a.length === 3);
  const realNow = Date.now;
  t.mock.method(Date, 'now', () => realNow() + 60_000);
  task.complete();
  await only.ends[0];
  assert.deepEqual(only.seen.a, numbers(4));
});

test('wake_backingOff_triesAtOnce', async () => {
  browser = beBrowser(server.origin, { locks: false });
  const task = scripted('a');
  server.intercept = (req, res, { index }) => index === 0 && (res.destroy() ?? true);
  const only = tab({ ids: ['a'], retry: 3_600_000, maxRetry: 3_600_000 });
  await until(() => only.states.includes('reconnecting'));
  browser.tell('online');
  task.complete();
  await only.ends[0];
  assert.deepEqual(only.seen.a, numbers(4));
});
