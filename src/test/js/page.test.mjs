/** What the page says: its pure parts, without a browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Announcer } from '../../main/resources/META-INF/resources/taskwire/app/announcer.js';
import { cancelSteps } from '../../main/resources/META-INF/resources/taskwire/app/cancel-steps.js';
import { thin } from '../../main/resources/META-INF/resources/taskwire/app/chart.js';
import { ConnectionView, clusterProblem, clusterText, connectionText, serverText } from '../../main/resources/META-INF/resources/taskwire/app/connection.js';
import { ProgressHistory, estimate, estimateText } from '../../main/resources/META-INF/resources/taskwire/app/estimate.js';
import { exactJson, exactText } from '../../main/resources/META-INF/resources/taskwire/app/exact-json.js';
import { about, clock, dataNumber, duration, elapsed, percent, queueText, visible } from '../../main/resources/META-INF/resources/taskwire/app/format.js';
import { howRead } from '../../main/resources/META-INF/resources/taskwire/app/profile-view.js';
import { ServerClock } from '../../main/resources/META-INF/resources/taskwire/app/server-clock.js';
import { Store } from '../../main/resources/META-INF/resources/taskwire/app/store.js';

const steady = (seconds, rate) => Array.from({ length: seconds }, (_, i) => ({ time: (i + 1) * 1000, value: (i + 1) * rate }));
const said = (samples, now) => estimateText(estimate(samples, 0, now));

test('estimate_steadyProgress_saysWhatIsLeft', () => {
  assert.equal(said(steady(20, 0.025), 20_000), 'about 20 s left');
  assert.equal(said(steady(20, 0.025), 22_000), 'about 20 s left');
  assert.equal(said(steady(60, 0.001), 60_000), 'about 16 min left');
  assert.equal(said(steady(38, 0.025), 38_000), 'a few seconds left');
});

test('estimate_littleProgress_saysThatItIsNotEnough', () => {
  assert.equal(said([], 500), 'not enough to say yet');
  assert.equal(said(steady(2, 0.1), 2000), 'not enough to say yet');
  assert.equal(said([{ time: 100, value: 0.1 }, { time: 200, value: 0.2 }, { time: 300, value: 0.9 }], 400), 'not enough to say yet');
  assert.equal(said(steady(20, 0), 20_000), 'not enough to say yet');
});

test('estimate_paceChangedMuch_saysThatItIsNotEnough', () => {
  const leap = [...steady(20, 0.0001), { time: 21_000, value: 0.9 }];
  assert.equal(said(leap, 21_000), 'not enough to say yet');
});

test('estimate_noProgressForLong_saysForHowLong', () => {
  assert.equal(said(steady(10, 0.05), 50_000), 'no progress for 40 s');
  assert.equal(said([], 95_000), 'no progress for 1 min 35 s');
});

test('estimate_slowButRegular_isNotCalledStalled', () => {
  const slow = Array.from({ length: 10 }, (_, i) => ({ time: (i + 1) * 30_000, value: (i + 1) / 100 }));
  assert.match(said(slow, 300_000 + 45_000), /left$/);
});

test('history_aMillionReports_staysSmallAndKeepsTheLast', () => {
  const history = new ProgressHistory();
  for (let i = 0; i < 1_000_000; i++) history.add(i, i / 1e6);
  assert.ok(history.samples.length <= 241);
  assert.equal(history.samples.at(-1).time, 999_999);
  assert.ok(history.samples[0].time < 1000);
});

test('format_times_areNoMoreExactThanNeeded', () => {
  assert.deepEqual([340, 12_340, 185_000, 7_620_000].map(duration), ['340 ms', '12.3 s', '3 min 05 s', '2 h 07 min']);
  assert.deepEqual([0, 59_999, 60_000].map(elapsed), ['0 s', '59 s', '1 min 00 s']);
  assert.deepEqual([3000, 18_000, 89_000, 20 * 60_000, 3 * 3_600_000].map(about), ['a few seconds', 'about 20 s', 'about 1½ min', 'about 20 min', 'about 3 h']);
  assert.equal(percent(0.9999), '99 %');
});

test('clock_anotherDay_saysTheDay', () => {
  const now = new Date(2026, 10, 23, 12, 0, 0);
  assert.doesNotMatch(clock(new Date(2026, 10, 23, 8, 30, 5), now), /Nov|23/);
  assert.match(clock(new Date(2026, 10, 21, 8, 30, 5), now), /21/);
});

test('visible_controlsAndLength_areShownHarmlessly', () => {
  assert.equal(visible('a\u0000b\u0007\u0085c\n'), 'a␀b␇\ufffdc\n');
  assert.equal(visible('x'.repeat(10), 4), 'xxxx…');
  assert.equal(visible('\ud83d b \ud83d\ude00\ud83d\ude00', 6), '\ufffd b \ud83d\ude00…');
  assert.equal(visible('\ud83d\ude00', 1), '\ufffd…');
});

test('cancelSteps_requested_showsWhatComesNext', () => {
  const task = { status: 'running', cancel_requested: true, running_since: 'then', cancelSeen: 1000 };
  const server = { interrupt_after: 5, cancel_grace: 30 };
  const names = (now) => cancelSteps(task, server, now).map(({ name, state }) => `${name} ${state}`);
  assert.deepEqual(names(3000), ['Requested current', 'Interrupted next', 'Cancelled next']);
  assert.deepEqual(names(7000), ['Requested done', 'Interrupted current', 'Cancelled next']);
});

test('cancelSteps_ended_showsHow', () => {
  const end = (status, seconds) => ({ status, cancel_requested: true, running_since: 'then', cancelSeen: 0, end_time: new Date(seconds * 1000).toISOString() });
  const names = (task) => cancelSteps(task, { interrupt_after: 5, cancel_grace: 30 }, 0).map(({ name }) => name);
  assert.deepEqual(names(end('cancelled', 2)), ['Requested', 'Cancelled']);
  assert.deepEqual(names(end('cancelled', 6)), ['Requested', 'Interrupted', 'Cancelled']);
  assert.deepEqual(names(end('cancelled', 31)), ['Requested', 'Interrupted', 'Abandoned']);
  assert.deepEqual(names(end('failed', 2)), ['Requested', 'Ended as failed']);
  assert.deepEqual(names({ status: 'cancelled', cancel_requested: true, running_since: null, end_time: null }), ['Requested', 'Cancelled']);
  assert.deepEqual(names({ status: 'running', cancel_requested: false }), []);
});

const fresh = (id, start, more) => ({ task_id: id, type: 'demo', status: 'pending', cancel_requested: false, progress: { text: '', value: 0 }, start_time: start, running_since: null, end_time: null, result: null, error: null, ...more });
const event = (event_type, data, sequence = 1) => ({ event_type, task_id: 'a', timestamp: '2026-11-23T12:00:01Z', data, sequence });

test('store_eventsBehindTheNewsOfTheEnd_reviveNothing', () => {
  const store = new Store(() => {});
  store.put(fresh('a', '2026-11-23T12:00:00Z', { status: 'completed', progress: { text: 'all', value: 1 } }));
  store.apply(event('task_started', null));
  store.apply(event('progress_update', { text: 'half', value: 0.5 }));
  assert.equal(store.tasks.get('a').status, 'completed');
  assert.equal(store.tasks.get('a').progress.text, 'all');
});

test('store_events_changeTheTaskAndAreHandedOutOnceAFrame', () => {
  const frames = [];
  const store = new Store((callback) => frames.push(callback));
  const changes = [];
  store.addEventListener('change', ({ detail }) => changes.push(detail));
  store.put(fresh('a', '2026-11-23T12:00:00Z'));
  store.apply(event('task_started', null));
  for (let i = 0; i < 1000; i++) store.apply(event('progress_update', { text: `${i}`, value: i / 1000 }));
  store.apply(event('task_failed', { error: 'no header', code: 'task_failed' }));
  assert.equal(frames.length, 1);
  frames[0]();
  assert.deepEqual([...changes[0].changed], ['a']);
  const task = store.tasks.get('a');
  assert.deepEqual([task.status, task.error, task.progress.text], ['failed', 'no header', '999']);
  assert.deepEqual(store.counts(), { all: 1, pending: 0, running: 0, completed: 0, failed: 1, cancelled: 0 });
});

test('store_unknownTask_saysSo', () => {
  assert.equal(new Store(() => {}).apply(event('task_started', null)), false);
});

test('store_newList_dropsWhatIsGoneAndKeepsWhatThePageKnows', () => {
  const store = new Store(() => {});
  store.replaceAll([fresh('a', '2'), fresh('b', '1')]);
  store.apply(event('progress_update', { text: 'x', value: 0.5 }));
  store.replaceAll([fresh('c', '3'), fresh('a', '2')]);
  assert.deepEqual(store.newestFirst(), ['c', 'a']);
  assert.equal(store.tasks.get('a').history.samples.length, 1);
});

test('store_answerOvertakenByTheEnd_doesNotRevive', () => {
  const store = new Store(() => {});
  store.put(fresh('a', '1', { status: 'running' }));
  store.apply(event('task_completed', 7));
  store.put(fresh('a', '1', { status: 'running', cancel_requested: true }));
  assert.deepEqual([store.tasks.get('a').status, store.tasks.get('a').result], ['completed', 7]);
});

test('store_farTooManyTasks_dropsTheOldestFinishedOnes', () => {
  const store = new Store(() => {});
  for (let i = 0; i < 3010; i++) store.put(fresh(`t${i}`, String(10_000 + i), { status: i < 20 ? 'completed' : 'pending' }));
  assert.equal(store.tasks.size, 3000);
  assert.equal(store.tasks.has('t9'), false);
  assert.equal(store.tasks.has('t10'), true);
});

test('announcer_manyOutcomes_areOneSentence', () => {
  const region = { textContent: '' };
  const due = [];
  const announcer = new Announcer(region, (callback) => due.push(callback));
  announcer.finished({ type: 'demo', status: 'completed' });
  announcer.finished({ type: 'import', status: 'completed' });
  announcer.finished({ type: 'import', status: 'failed' });
  announcer.say('Connected again.');
  assert.equal(due.length, 1);
  due[0]();
  assert.equal(region.textContent, 'Connected again. 2 tasks completed. import failed.');
});

test('connectionText_notOpen_neverSaysLive', () => {
  const then = new Date(2026, 10, 23, 12, 0, 0);
  assert.equal(connectionText('open', {}, null), 'Live');
  assert.equal(connectionText('polling', {}, null), 'Live by polling');
  for (const state of ['connecting', 'reconnecting', 'closed']) assert.doesNotMatch(connectionText(state, {}, then), /Live/);
  assert.match(connectionText('reconnecting', { retryIn: 1 }, then), /^Reconnecting – as of /);
});

test('serverText_namesWorkersQueueAndAbandoned', () => {
  const server = { running: 2, max_workers: 4, pending: 3, max_pending: 1000, abandoned: 0 };
  assert.match(serverText(server), /^2 of 4 workers busy · 3 waiting of at most 1.?000$/);
  assert.match(serverText({ ...server, pending: 0, abandoned: 1 }), /none waiting · 1 abandoned$/);
});

test('connectionView_otherInstance_saysRestarted', () => {
  const element = () => ({ textContent: '', dataset: {} });
  const restarts = [];
  const view = new ConnectionView({ state: element(), server: element(), nodes: element(), cluster: element(), body: element() }, { say() {} }, () => restarts.push(1));
  const server = { instance: 'a', running: 0, max_workers: 4, pending: 0, max_pending: 10, abandoned: 0 };
  view.server(server);
  view.server(server);
  assert.equal(restarts.length, 0);
  view.server({ ...server, instance: 'b' });
  assert.equal(restarts.length, 1);
  view.server({ ...server, instance: 'c', cluster: { state: 'up', nodes: [] } });
  assert.equal(restarts.length, 1);
});

test('cluster_severalServers_areNamedAndDoubtsAreSaid', () => {
  const node = (name, state) => ({ name, state, running: 2, pending: 0 });
  const nodes = [node('a', 'up'), node('b', 'draining'), node('c', 'suspect')];
  assert.equal(clusterText({ state: 'up', nodes }), 'a 2 running · b draining · c suspect');
  assert.match(clusterProblem({ state: 'up', nodes }), /^Nothing is heard of c\..* less than usual\.$/);
  assert.equal(clusterProblem({ state: 'up', nodes: nodes.slice(0, 2) }), '');
  assert.match(clusterProblem({ state: 'suspect', nodes: [] }), /less than usual/);
  assert.deepEqual([clusterText(null), clusterProblem(undefined)], ['', '']);
});

test('connectionText_refused_saysThatOneIsNotSignedIn', () => {
  assert.equal(connectionText('closed', { reason: 'refused' }, null), 'Not signed in');
});

test('percent_sharesThatADoubleHoldsAlmost_areNotOneLess', () => {
  for (let whole = 0; whole <= 100; whole++) assert.equal(percent(whole / 100), `${whole} %`);
  assert.equal(percent(0.28999), '28 %');
  assert.equal(percent(0.99999999999999), '99 %');
});

test('dataNumber_ofAnySize_showsTheDigitsThatItHas', () => {
  const inEnglish = (value) => dataNumber(value).replace(',', '.');
  assert.deepEqual([2019, -2019, 1610521604143, 0].map(inEnglish), ['2019', '-2019', '1610521604143', '0']);
  assert.deepEqual([0.00001, 0.00002, 123.456, 0.1 + 0.2].map(inEnglish), ['0.00001', '0.00002', '123.456', '0.3']);
  assert.deepEqual([1e-9, 1.5e300].map(inEnglish), ['1E-9', '1.5E300']);
  assert.equal(dataNumber(9007199254740993n), '9007199254740993');
});

test('exactJson_wholeNumbersOfAnySize_keepEveryDigit', () => {
  const text = '{"id":9223372036854775807,"min":-9007199254740993,"list":[12345678901234567890,1],"rate":0.1234567890123456789,"big":1e300,"text":"9223372036854775807 \\"12345678901234567890","9223372036854775807":2019}';
  const value = exactJson(text);
  assert.deepEqual([value.id, value.min, value.list], [9223372036854775807n, -9007199254740993n, [12345678901234567890n, 1]]);
  assert.deepEqual([value.rate, value.big, value['9223372036854775807']], [0.1234567890123456789, 1e300, 2019]);
  assert.equal(value.text, '9223372036854775807 "12345678901234567890');
  assert.equal(exactText({ id: value.id, list: value.list, text: value.text }), '{"id":9223372036854775807,"list":[12345678901234567890,1],"text":"9223372036854775807 \\"12345678901234567890"}');
  assert.equal(exactJson('1234567890123456'), 1234567890123456);
  assert.equal(exactText(undefined), undefined);
});

test('serverClock_localClockAnHourOff_tellsTheServersTime', () => {
  for (const wrong of [-3_600_000, 30_000, 3_600_000]) {
    let local = 1_000_000_000 + wrong;
    const clockOfServer = new ServerClock(() => local);
    clockOfServer.heard(new Date(1_000_000_000).toISOString());
    assert.equal(clockOfServer.now(), 1_000_000_000);
    local += 400;
    clockOfServer.learn(new Date(1_000_000_300).toISOString(), local - 200);
    assert.equal(clockOfServer.now(), 1_000_000_400);
    local += 5000;
    clockOfServer.learn(new Date(1_000_005_395).toISOString(), local - 10);
    assert.ok(Math.abs(clockOfServer.now() - 1_000_005_400) <= 10);
    clockOfServer.learn(undefined, local);
    assert.ok(Math.abs(clockOfServer.now() - 1_000_005_400) <= 10);
  }
});

test('queueText_places_areSaidAsPeopleSayThem', () => {
  assert.deepEqual([1, 2, 3, 4, 11, 22, null].map(queueText), ['next in the queue', '2nd in the queue', '3rd in the queue', '4th in the queue', '11th in the queue', '22nd in the queue', '']);
});

test('store_oneOfTheWaitingStarts_othersMoveUp', () => {
  const store = new Store(() => {});
  ['a', 'b', 'c'].forEach((id, i) => store.put(fresh(id, `${i}`, { position: i + 1 })));
  store.apply(event('task_started', null));
  assert.deepEqual(['a', 'b', 'c'].map((id) => store.tasks.get(id).position), [null, 1, 2]);
});

test('store_cancelRequested_isSeenByTheServersClock', () => {
  const store = new Store(() => {}, () => 5000);
  store.put(fresh('a', '1', { status: 'running', cancel_requested: true }));
  assert.equal(store.tasks.get('a').cancelSeen, 5000);
});

test('thin_manyPoints_keepsTheFirstAndTheLast', () => {
  const points = Array.from({ length: 10_000 }, (_, i) => i);
  const kept = thin(points, 300);
  assert.deepEqual([kept.length, kept[0], kept.at(-1)], [300, 0, 9999]);
});

test('howRead_aFileFromADesk_saysWhatSeparatesItAndWhereItBegins', () => {
  assert.equal(howRead(';', 3), 'separated by semicolons, header in line 3');
  assert.equal(howRead('tab', 12_345), 'separated by tabs, header in line 12,345');
  assert.equal(howRead('^', 1), 'separated by ^, header in line 1');
});

test('howRead_aResultOfSomethingElse_saysNothing', () => {
  assert.equal(howRead(undefined, undefined), '');
  assert.equal(howRead({ text: ';' }, 3), '');
  assert.equal(howRead(';', 'three'), '');
});
