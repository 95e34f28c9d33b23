/** The client's promises, kept against a server that misbehaves. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { TaskError, Taskwire } from '../../main/resources/META-INF/resources/taskwire/taskwire.js';
import { FakeServer, beginStream, frame, named, problem } from './fake-server.mjs';

const FAST = { firstByte: 5000, silence: 5000, retry: 5, maxRetry: 40, pollFor: 60_000, pollEvery: 5 };
let server;
let aborter;

beforeEach(async () => {
  server = await new FakeServer().start();
  aborter = new AbortController();
});

afterEach(async () => {
  aborter.abort();
  await server.stop();
});

const client = (options) => new Taskwire({ ...FAST, ...options });

/** Resolves when the condition holds; gives up only when it never will. */
async function until(condition) {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `still waiting for ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Writes down all that a watch is told. */
function recorder() {
  const log = { sequences: [], calls: [], states: [] };
  const note = (name) => (data) => log.calls.push([name, data]);
  log.handlers = {
    signal: aborter.signal,
    onEvent: (event) => log.sequences.push(event.sequence),
    onStarted: () => log.calls.push(['started']),
    onProgress: note('progress'),
    onCompleted: note('completed'),
    onFailed: note('failed'),
    onCancelled: note('cancelled'),
    onConnection: (state, detail) => log.states.push(detail.reason ? `${state}:${detail.reason}` : state),
  };
  return log;
}

function scripted(count, id = 'a') {
  const task = server.add(id);
  task.start();
  for (let i = 1; i <= count; i++) task.progress(`step ${i} – café 🎉`, i / count);
  return task;
}

const numbers = (count) => Array.from({ length: count }, (_, i) => i + 1);

test('watch_liveTask_callsEachHandlerOnceInOrder', async () => {
  const task = server.add('a');
  const log = recorder();
  const end = client().watch(server.streamUrl('a'), log.handlers);
  await until(() => log.states.includes('open'));
  task.start();
  task.progress('half', 0.5);
  task.complete({ rows: 7 });
  assert.equal((await end).event_type, 'task_completed');
  assert.deepEqual(log.calls, [['started'], ['progress', { text: 'half', value: 0.5 }], ['completed', { rows: 7 }]]);
  assert.deepEqual(log.states, ['connecting', 'open', 'closed:terminal']);
});

test('watch_failedAndCancelled_callTheirHandlers', async () => {
  const logs = [recorder(), recorder()];
  server.add('f').emit('task_failed', { error: 'no header', code: 'task_failed' });
  server.add('c').emit('task_cancelled', null);
  await client().watch(server.streamUrl('f'), logs[0].handlers);
  await client().watch(server.streamUrl('c'), logs[1].handlers);
  assert.deepEqual(logs[0].calls, [['failed', { error: 'no header', code: 'task_failed' }]]);
  assert.deepEqual(logs[1].calls, [['cancelled', null]]);
});

test('watch_cutAtEveryByte_losesNothingAndRepeatsNothing', async () => {
  const task = scripted(2);
  task.complete('done');
  const whole = Buffer.from(`: connected\n\n${task.events.map(frame).join('')}`);
  for (let cut = 1; cut < whole.length; cut += 3) {
    server.requests.length = 0;
    server.intercept = (req, res, { index }) => {
      if (index > 0) return false;
      res.writeHead(200, { 'Content-Type': 'text/event-stream' });
      res.write(whole.subarray(0, cut), () => setImmediate(() => res.destroy()));
      return true;
    };
    const log = recorder();
    await client().watch(server.streamUrl('a'), log.handlers);
    assert.deepEqual(log.sequences, numbers(4), `cut after ${cut} bytes`);
  }
});

test('watch_chunksEndInsideCharacters_decodesTextAcrossThem', async () => {
  const task = scripted(1);
  task.complete('ünïcödé 🎉');
  const bytes = Buffer.from(task.events.map(frame).join(''));
  const inside = [...bytes.keys()].filter((i) => (bytes[i] & 0xc0) === 0x80);
  const read = [];
  server.intercept = (req, res) => {
    beginStream(res);
    // The next part is written when the client has read the one before: the network cannot join them.
    const send = async () => {
      for (const [i, from] of [0, ...inside].entries()) {
        await until(() => read.length > i);
        res.write(bytes.subarray(from, inside[i]));
      }
      res.end();
    };
    send();
    return true;
  };
  const counting = async (...request) => {
    const response = await fetch(...request);
    const count = new TransformStream({
      transform(chunk, controller) {
        read.push(chunk.length);
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(count), response);
  };
  assert.equal(await client({ fetch: counting }).result(server.streamUrl('a')), 'ünïcödé 🎉');
});

test('watch_reconnect_sendsLastEventId', async () => {
  const task = scripted(3);
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    beginStream(res);
    res.write(task.events.slice(0, 2).map(frame).join(''), () => setImmediate(() => res.destroy()));
    return true;
  };
  const log = recorder();
  const end = client().watch(server.streamUrl('a'), log.handlers);
  await until(() => log.sequences.length === 4);
  task.complete();
  await end;
  assert.equal(server.requests[1].query + (server.requests[1].headers['last-event-id'] ?? ''), '2');
  assert.deepEqual(log.sequences, numbers(5));
});

test('watch_fromAnotherOrigin_resumesByQueryWithoutPreflight', async (t) => {
  globalThis.location = { origin: 'https://elsewhere.example' };
  t.after(() => delete globalThis.location);
  const task = scripted(3);
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    beginStream(res);
    res.write(frame(task.events[0]), () => setImmediate(() => res.destroy()));
    return true;
  };
  const end = client().watch(server.streamUrl('a'));
  task.complete();
  await end;
  assert.equal(server.requests[1].query, 'last_event_id=1');
  assert.equal(server.requests[1].headers['last-event-id'], undefined);
});

test('watch_serverReplaysEverything_dropsWhatItHas', async () => {
  const task = scripted(3);
  let connections = 0;
  server.intercept = (req, res) => {
    connections++;
    if (connections === 3) task.complete();
    beginStream(res);
    res.write(task.events.map(frame).join(''), () => setImmediate(() => res.destroy()));
    return true;
  };
  const log = recorder();
  await client().watch(server.streamUrl('a'), log.handlers);
  assert.deepEqual(log.sequences, numbers(5));
});

test('watch_jumpInIds_goesOn', async () => {
  const task = scripted(1);
  task.complete();
  server.intercept = (req, res) => {
    beginStream(res);
    res.end(frame(task.events[0]) + frame({ ...task.events[2], sequence: 400 }));
    return true;
  };
  const log = recorder();
  await client().watch(server.streamUrl('a'), log.handlers);
  assert.deepEqual(log.sequences, [1, 400]);
});

test('watch_silentConnection_reconnectsAndResumes', async () => {
  const task = scripted(2);
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    beginStream(res);
    res.write(task.events.map(frame).join(''));
    return true;
  };
  const log = recorder();
  const end = client({ silence: 50 }).watch(server.streamUrl('a'), log.handlers);
  await until(() => server.requests.length === 2);
  task.complete();
  await end;
  assert.deepEqual(log.sequences, numbers(4));
  assert.ok(log.states.includes('reconnecting'));
});

test('watch_heartbeatsOnly_keepTheConnection', async () => {
  const task = scripted(1);
  let beats = 0;
  server.intercept = (req, res) => {
    beginStream(res);
    const timer = setInterval(() => {
      res.write(': heartbeat\n\n');
      if (++beats === 20) res.end(frame(task.complete()));
    }, 50);
    res.on('close', () => clearInterval(timer));
    return true;
  };
  await client({ firstByte: 800, silence: 800 }).watch(server.streamUrl('a'));
  assert.equal(server.requests.length, 1);
});

test('watch_heartbeatsFartherApartThanTheAllowedSilence_keepTheConnection', async () => {
  const task = scripted(1);
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    beginStream(res, { told: ', a comment every 3600 s' });
    setTimeout(() => {
      task.complete();
      res.end(task.events.map(frame).join(''));
    }, 400);
    return true;
  };
  await client({ silence: 50 }).watch(server.streamUrl('a'));
  assert.equal(server.requests.length, 1);
});

test('watch_204_stopsForGood', async () => {
  server.intercept = (req, res) => res.writeHead(204).end();
  const log = recorder();
  assert.equal(await client().watch(server.streamUrl('a'), log.handlers), null);
  assert.deepEqual(log.states, ['connecting', 'closed:ended']);
});

test('watch_404_stopsForGood', async () => {
  const log = recorder();
  assert.equal(await client().watch(server.streamUrl('nobody'), log.handlers), null);
  assert.deepEqual(log.states, ['connecting', 'closed:gone']);
  await assert.rejects(client().result(server.streamUrl('nobody')), { name: 'TaskError', code: 'gone' });
  assert.equal(server.requests.length, 2);
});

test('watch_refused_stopsForGood', async () => {
  server.intercept = (req, res) => problem(res, 403, 'Not yours.') ?? true;
  const log = recorder();
  await client().watch(server.streamUrl('a'), log.handlers);
  assert.equal(log.states.at(-1), 'closed:refused');
  assert.equal(server.requests.length, 1);
});

test('watch_503WithRetryAfter_waitsThatLong', async () => {
  scripted(1).complete();
  const waits = [];
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    problem(res, 503, 'Too many streams.', {}, { 'Retry-After': '1' });
    return true;
  };
  const handlers = { onConnection: (state, { retryIn }) => retryIn && waits.push(retryIn) };
  await client().watch(server.streamUrl('a'), handlers);
  assert.deepEqual(waits, [1000]);
  assert.equal(server.requests.length, 2);
});

test('watch_htmlErrorPages_areRetriedAndNeverParsed', async () => {
  scripted(1).complete('ok');
  server.intercept = (req, res, { index }) => {
    if (index > 1) return false;
    res.writeHead(index ? 200 : 502, { 'Content-Type': 'text/html' });
    res.end('<html>data: {"event_type":"task_completed"}\n\n</html>');
    return true;
  };
  assert.equal(await client().result(server.streamUrl('a')), 'ok');
  assert.equal(server.requests.length, 3);
});

test('watch_brokenJsonInAFrame_reconnects', async () => {
  const task = scripted(1);
  task.complete('ok');
  server.intercept = (req, res, { index }) => {
    if (index > 0) return false;
    beginStream(res);
    res.write(`${frame(task.events[0])}id: 2\nevent: task_event\ndata: {"event_ty\n\n`);
    return true;
  };
  const log = recorder();
  await client().watch(server.streamUrl('a'), log.handlers);
  assert.deepEqual(log.sequences, numbers(3));
});

test('watch_serverAway_backsOffWithJitterUpToTheLimit', async () => {
  const waits = [];
  const onConnection = (state, { retryIn }) => retryIn && waits.push(retryIn);
  client().watch(server.streamUrl('a'), { onConnection, signal: aborter.signal });
  server.intercept = (req, res) => {
    res.destroy();
    return true;
  };
  await until(() => waits.length === 7);
  waits.forEach((wait, attempt) => {
    const limit = Math.min(FAST.maxRetry, FAST.retry * 2 ** attempt);
    assert.ok(wait >= limit / 2 && wait <= limit, `attempt ${attempt} waits ${wait} ms of at most ${limit}`);
  });
});

test('watch_streamsHeldBackByAProxy_pollsInstead', async () => {
  const task = scripted(2);
  server.intercept = (req, res, { url }) => url.pathname.endsWith('/stream');
  const log = recorder();
  const end = client({ firstByte: 15 }).watch(server.streamUrl('a'), log.handlers);
  await until(() => log.states.includes('polling'));
  task.progress('more', 1);
  task.complete();
  await end;
  assert.deepEqual(log.sequences, numbers(5));
  assert.equal(server.paths.filter((path) => path.endsWith('/stream')).length, 3);
  assert.match(server.paths.at(-1), /^\/a\/events\?after=\d&wait=10$/);
});

test('watch_pollingWithSeveralTasks_asksOneAfterTheOtherWithoutWaiting', async () => {
  const tasks = ['a', 'b', 'c'].map((id) => scripted(1, id));
  let most = 0;
  server.intercept = (req, res, { url }) => {
    if (!url.pathname.endsWith('/stream')) most = Math.max(most, server.open);
    if (url.pathname.endsWith('/stream')) res.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>sign in</p>');
    return url.pathname.endsWith('/stream');
  };
  const taskwire = client();
  const ends = tasks.map((task) => taskwire.watch(server.streamUrl(task.id)));
  await until(() => server.paths.some((path) => path.includes('/events')));
  tasks.forEach((task) => task.complete());
  await Promise.all(ends);
  assert.equal(most, 1);
});

test('watch_taskGoneWhilePolling_stops', async () => {
  scripted(1);
  server.intercept = (req, res, { url }) => url.pathname.endsWith('/stream');
  const log = recorder();
  const end = client({ firstByte: 10 }).watch(server.streamUrl('a'), log.handlers);
  await until(() => server.paths.some((path) => path.includes('/events')));
  server.tasks.get('a').complete();
  server.tasks.delete('a');
  await end;
  assert.match(log.states.at(-1), /^closed:(gone|terminal)$/);
});

test('watch_severalTasks_shareOneConnection', async () => {
  const tasks = numbers(12).map((n) => scripted(2, `t${n}`));
  const taskwire = client();
  const logs = tasks.map(() => recorder());
  const ends = tasks.map((task, i) => taskwire.watch(server.streamUrl(task.id), logs[i].handlers));
  await until(() => logs.every((log) => log.sequences.length === 3));
  assert.equal(server.open, 1);
  assert.deepEqual(server.paths, [`/stream?${tasks.map((task) => `task_id=${task.id}`).join('&')}`]);
  tasks.forEach((task) => task.complete(task.id));
  assert.deepEqual((await Promise.all(ends)).map((event) => event.data), tasks.map((task) => task.id));
  await until(() => server.open === 0);
  assert.equal(server.requests.length, 1);
});

test('watch_secondTaskLater_switchesToOneSharedConnection', async () => {
  const [a, b] = ['a', 'b'].map((id) => scripted(2, id));
  const taskwire = client();
  const logs = [recorder(), recorder()];
  const ends = [taskwire.watch(server.streamUrl('a'), logs[0].handlers)];
  await until(() => logs[0].sequences.length === 3);
  ends.push(taskwire.watch(server.streamUrl('b'), logs[1].handlers));
  await until(() => logs[1].sequences.length === 3);
  await until(() => server.open === 1);
  a.complete();
  b.complete();
  await Promise.all(ends);
  assert.deepEqual(logs.map((log) => log.sequences), [numbers(4), numbers(4)]);
  assert.deepEqual(server.paths, ['/a/stream', '/stream?task_id=a&task_id=b']);
});

test('watch_sharedConnectionCut_losesNothingAndRepeatsNothing', async () => {
  const tasks = ['a', 'b'].map((id) => scripted(20, id));
  const everything = tasks.flatMap((task) => task.events).map(frame).join('');
  server.intercept = (req, res, { index }) => {
    if (index > 8) return false;
    beginStream(res);
    const list = named('task_list', { tasks: tasks.map((task) => task.json) });
    const part = Buffer.from(list + everything).subarray(0, 700 * (index + 1) + 11);
    res.write(part, () => setImmediate(() => res.destroy()));
    return true;
  };
  const taskwire = client();
  const logs = [recorder(), recorder()];
  const ends = tasks.map((task, i) => taskwire.watch(server.streamUrl(task.id), logs[i].handlers));
  await until(() => server.requests.length > 9);
  tasks.forEach((task) => task.complete());
  await Promise.all(ends);
  assert.deepEqual(logs.map((log) => log.sequences), [numbers(22), numbers(22)]);
});

test('watch_oneOfSeveralUnknown_endsThatOneOnly', async () => {
  const task = scripted(1);
  const taskwire = client();
  const logs = [recorder(), recorder()];
  const ends = [taskwire.watch(server.streamUrl('a'), logs[0].handlers), taskwire.watch(server.streamUrl('x'), logs[1].handlers)];
  assert.equal(await ends[1], null);
  assert.equal(logs[1].states.at(-1), 'closed:gone');
  task.complete();
  assert.equal((await ends[0]).event_type, 'task_completed');
});

test('watch_sameTaskTwice_bothGetEverything', async () => {
  const task = scripted(3);
  const taskwire = client();
  const logs = [recorder(), recorder()];
  const first = taskwire.watch(server.streamUrl('a'), logs[0].handlers);
  await until(() => logs[0].sequences.length === 4);
  const second = taskwire.watch(server.streamUrl('a'), logs[1].handlers);
  await until(() => logs[1].sequences.length === 4);
  task.complete();
  await Promise.all([first, second]);
  assert.deepEqual(logs.map((log) => log.sequences), [numbers(5), numbers(5)]);
});

const ticketed = (id) => `${server.streamUrl(id)}?ticket=${id.repeat(43)}`;

/** A server in owner mode: who is not signed in needs the ticket of the very task. */
function ownerMode(signedIn) {
  server.intercept = (req, res, { url }) => {
    const [, id] = /\/tasks\/([^/]+)\/(?:stream|events)$/.exec(url.pathname) ?? [];
    if (signedIn || (id && url.searchParams.get('ticket') === id.repeat(43))) return false;
    problem(res, 401, 'Sign in.');
    return true;
  };
}

test('watch_urlsWithTicketsOfASignedInCaller_shareOneConnection', async () => {
  ownerMode(true);
  const tasks = ['a', 'b', 'c'].map((id) => scripted(1, id));
  const taskwire = client();
  const ends = tasks.map((task) => taskwire.watch(ticketed(task.id)));
  await until(() => server.open === 1);
  tasks.forEach((task) => task.complete(task.id));
  assert.deepEqual((await Promise.all(ends)).map((event) => event.data), ['a', 'b', 'c']);
  assert.deepEqual(server.paths, ['/stream?task_id=a&task_id=b&task_id=c']);
});

test('watch_urlsWithTicketsOfNobody_goOnByTheirTicketsAlone', async () => {
  ownerMode(false);
  const tasks = ['a', 'b'].map((id) => scripted(1, id));
  const taskwire = client();
  const logs = tasks.map(() => recorder());
  const ends = tasks.map((task, i) => taskwire.watch(ticketed(task.id), logs[i].handlers));
  await until(() => logs.every((log) => log.sequences.length === 2));
  tasks.forEach((task) => task.complete(task.id));
  assert.deepEqual((await Promise.all(ends)).map((event) => event.data), ['a', 'b']);
  assert.equal(server.paths.length, 3);
});

test('watch_urlWithTicketWhoseStreamIsHeldBack_pollsWithTheTicket', async () => {
  ownerMode(false);
  const admits = server.intercept;
  server.intercept = (req, res, context) => admits(req, res, context) || context.url.pathname.endsWith('/stream');
  const task = scripted(2);
  const log = recorder();
  const end = client({ firstByte: 15 }).watch(ticketed('a'), log.handlers);
  await until(() => log.states.includes('polling'));
  task.complete();
  await end;
  assert.deepEqual(log.sequences, numbers(4));
});

test('watch_headersOfTheRequest_areSentInWhateverForm', async () => {
  scripted(1).complete();
  const forms = [{ 'X-Mine': 'yes' }, new Headers({ 'X-Mine': 'yes' }), [['X-Mine', 'yes']]];
  for (const headers of forms) await client({ request: { headers } }).watch(server.streamUrl('a'));
  assert.deepEqual(server.requests.map(({ headers }) => headers['x-mine']), ['yes', 'yes', 'yes']);
  assert.equal(server.requests[1].headers.accept, 'text/event-stream');
});

test('result_refused_saysSoWithTheStatus', async () => {
  for (const status of [401, 403]) {
    server.intercept = (req, res) => problem(res, status, 'No.') ?? true;
    await assert.rejects(client().result(server.streamUrl('a')), { name: 'TaskError', code: 'refused', status });
  }
});

/** What answers instead of the stream when somebody is signed out: a page, or the way to one. */
const SIGN_IN = {
  page: (res) => res.writeHead(200, { 'Content-Type': 'text/html' }).end('<form>'),
  redirect: (res) => res.writeHead(302, { Location: '/sign-in' }).end(),
  redirectToNowhere: (res) => res.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
};

for (const [name, answer] of Object.entries(SIGN_IN)) {
  test(`watch_${name}InsteadOfAStream_isNotAskedForEver`, async () => {
    server.intercept = (req, res, { url }) => (url.pathname === '/sign-in' ? SIGN_IN.page(res) : answer(res)) ?? true;
    const log = recorder();
    const taskwire = client({ pollFor: 20 });
    const all = taskwire.watchAll(server.api, { signal: aborter.signal });
    assert.equal(await taskwire.watch(server.streamUrl('a'), log.handlers), null);
    assert.equal(await all, null);
    assert.equal(log.states.at(-1), 'closed:refused');
    assert.ok(server.requests.length < 25, `${server.requests.length} requests`);
  });
}

test('watch_redirectedStream_isFollowed', async () => {
  scripted(1).complete('ok');
  server.intercept = (req, res, { url }) => {
    if (url.searchParams.has('moved')) return false;
    res.writeHead(307, { Location: `${url.pathname}?moved` }).end();
    return true;
  };
  assert.equal(await client().result(server.streamUrl('a')), 'ok');
});

test('watchAll_refused_ends', async () => {
  server.intercept = (req, res) => problem(res, 401, 'Sign in.') ?? true;
  const states = [];
  const onConnection = (state, { reason, status }) => states.push(`${state} ${reason} ${status}`);
  assert.equal(await client().watchAll(server.api, { onConnection, signal: aborter.signal }), null);
  assert.equal(states.at(-1), 'closed refused 401');
  assert.equal(server.requests.length, 1);
});

test('watch_relativeUrlInAWorker_isRelativeToTheWorker', async (t) => {
  t.after(() => {
    delete globalThis.location;
    delete globalThis.origin;
  });
  scripted(1).complete('ok');
  globalThis.location = new URL('/scripts/worker.js', server.origin);
  assert.equal(await client().result('../api/tasks/a/stream'), 'ok');
  globalThis.location = new URL(`blob:${server.origin}/1234`);
  globalThis.origin = server.origin;
  assert.equal(await client().result('/api/tasks/a/stream'), 'ok');
});

test('watch_inAPageWhoseAddressHasAPassword_asksWithoutIt', { timeout: 15_000 }, async (t) => {
  t.after(() => delete globalThis.location);
  scripted(1).complete('ok');
  globalThis.location = { href: server.origin.replace('//', '//alice:secret@') };
  assert.equal(await client().result('/api/tasks/a/stream', { signal: aborter.signal }), 'ok');
});

test('watch_afterAnEvent_startsBehindIt', async () => {
  const task = scripted(3);
  task.complete();
  const log = recorder();
  await client().watch(server.streamUrl('a'), { ...log.handlers, after: 3 });
  assert.deepEqual(log.sequences, [4, 5]);
});

test('watch_parseOfOnesOwn_isUsedForStreamsAndLogs', async () => {
  const task = server.add('a');
  const parse = (text) => JSON.parse(text, (key, value) => (key === 'rows' ? BigInt(value) : value));
  task.complete({ rows: '9007199254740993' });
  assert.deepEqual(await client({ parse }).result(server.streamUrl('a')), { rows: 9007199254740993n });
  server.intercept = (req, res, { url }) => url.pathname.endsWith('/stream');
  assert.deepEqual(await client({ parse, firstByte: 10 }).result(server.streamUrl('a')), { rows: 9007199254740993n });
});

/** A stream whose bytes the test writes, at the very moment that it wants. */
function handFed() {
  let feed;
  const body = new ReadableStream({ start: (controller) => (feed = controller) });
  const response = new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  const answer = ({ signal }) => {
    signal.addEventListener('abort', () => feed.error(signal.reason));
    return Promise.resolve(response);
  };
  return { answer, write: (text) => feed.enqueue(new TextEncoder().encode(text)) };
}

test('watch_eventBetweenASecondWatchAndItsConnection_isNoGapForIt', async () => {
  const task = scripted(2);
  const first = handFed();
  let connections = 0;
  const request = (url, init) => (connections++ ? fetch(url, init) : first.answer(init));
  const taskwire = client({ fetch: request });
  const logs = [recorder(), recorder()];
  const ends = [taskwire.watch(server.streamUrl('a'), logs[0].handlers)];
  first.write(`: connected\n\n${task.events.map(frame).join('')}`);
  await until(() => logs[0].sequences.length === 3);
  ends.push(taskwire.watch(server.streamUrl('a'), logs[1].handlers));
  first.write(frame(task.progress('just then', 1)));
  await until(() => logs[1].sequences.length > 0);
  task.complete();
  await Promise.all(ends);
  assert.deepEqual(logs.map((log) => log.sequences), [numbers(5), numbers(5)]);
});

test('watch_moreTasksThanAUrlHolds_usesTheStreamOfAllAndReadsFinishedOnes', async () => {
  const tasks = numbers(120).map((n) => scripted(1, `t${n}`));
  tasks.slice(0, 60).forEach((task) => task.complete(task.id));
  const taskwire = client();
  const logs = tasks.map(() => recorder());
  const ends = tasks.map((task, i) => taskwire.watch(server.streamUrl(task.id), logs[i].handlers));
  await Promise.all(ends.slice(0, 60));
  tasks.slice(60).forEach((task) => task.complete(task.id));
  assert.deepEqual((await Promise.all(ends)).map((event) => event.data), tasks.map((task) => task.id));
  logs.forEach((log) => assert.deepEqual(log.sequences, numbers(3)));
  assert.equal(server.paths.filter((path) => path.startsWith('/stream')).length, 1);
});

test('watch_besideWatchAll_readsTheLogAndGoesOnLiveWithoutGapOrRepeat', async () => {
  const task = scripted(1500);
  const taskwire = client();
  const all = recorder();
  taskwire.watchAll(server.api, { signal: aborter.signal, onConnection: all.handlers.onConnection });
  await until(() => all.states.includes('open'));
  let held;
  server.intercept = (req, res, { url }) => {
    if (held || !url.pathname.endsWith('/events')) return false;
    // The log is read while the task goes on: the answer is already old when it arrives.
    held = JSON.stringify({ events: task.events.slice(0, 1000) });
    numbers(5).forEach((n) => task.progress(`live ${n}`, 1));
    setTimeout(() => res.writeHead(200, { 'Content-Type': 'application/json' }).end(held), 10);
    return true;
  };
  const log = recorder();
  const end = taskwire.watch(server.streamUrl('a'), log.handlers);
  await until(() => log.sequences.length >= 1506);
  task.progress('last', 1);
  task.complete();
  await end;
  assert.deepEqual(log.sequences, numbers(1508));
  assert.equal(server.paths.filter((path) => path.includes('stream')).length, 1);
});

test('watch_besideWatchAllOfAFinishedTask_getsItsLogAndEnds', async () => {
  const task = scripted(2);
  task.complete('long ago');
  const taskwire = client();
  taskwire.watchAll(server.api, { signal: aborter.signal });
  assert.equal(await taskwire.result(server.streamUrl('a')), 'long ago');
});

test('watchAll_cutBetween_tellsListsAndEachEventOnce', async () => {
  const task = scripted(3);
  const seen = [];
  const lists = [];
  const removed = [];
  const accepted = [];
  let cut = false;
  client().watchAll(server.api, {
    signal: aborter.signal,
    onTaskList: (tasks) => lists.push(tasks.map(({ task_id }) => task_id)),
    onEvent: (event) => seen.push(`${event.task_id}${event.sequence}`),
    onRemoved: (id) => removed.push(id),
    onTask: (changed) => accepted.push(changed.task_id),
  });
  await until(() => seen.length === 4);
  server.intercept = (req, res) => {
    if (cut) return false;
    cut = true;
    res.destroy();
    return true;
  };
  server.http.closeAllConnections();
  task.progress('while away', 1);
  await until(() => lists.length === 2 && seen.length === 5);
  server.add('b').start();
  await until(() => seen.length === 6);
  task.complete();
  server.remove('a');
  await until(() => removed.length === 1);
  assert.deepEqual(seen, ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'a6']);
  assert.deepEqual([lists, removed, accepted], [[['a'], ['a']], ['a'], ['b']]);
});

test('watchAll_404WhileTheServerStarts_keepsTrying', async () => {
  const lists = [];
  server.intercept = (req, res, { index }) => {
    if (index > 2) return false;
    res.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>');
    return true;
  };
  client().watchAll(server.api, { signal: aborter.signal, onTaskList: (tasks) => lists.push(tasks) });
  await until(() => lists.length === 1);
});

test('watchAll_streamsHeldBack_pollsTheList', async () => {
  server.intercept = (req, res, { url }) => url.pathname.endsWith('/stream');
  let lists = 0;
  client({ firstByte: 10 }).watchAll(`${server.api}/`, { signal: aborter.signal, onTaskList: () => lists++ });
  await until(() => lists === 3);
  assert.equal(server.paths.at(-1), '?limit=1000');
});

test('watch_aborted_closesTheConnectionAndSaysNothingMore', async () => {
  const task = scripted(1);
  const log = recorder();
  const end = client().watch(server.streamUrl('a'), log.handlers);
  await until(() => log.sequences.length === 2);
  aborter.abort();
  assert.equal(await end, null);
  await until(() => server.open === 0);
  task.complete();
  assert.deepEqual(log.sequences, [1, 2]);
  assert.equal(log.states.at(-1), 'closed:aborted');
  assert.equal(server.requests.length, 1);
});

test('watch_abortedBefore_neverConnects', async () => {
  assert.equal(await client().watch(server.streamUrl('a'), { signal: AbortSignal.abort() }), null);
  await assert.rejects(client().result(server.streamUrl('a'), { signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(server.requests.length, 0);
});

test('watch_abortedWhileBackingOff_endsAtOnce', async () => {
  server.intercept = (req, res) => problem(res, 503, 'Stopping.', {}, { 'Retry-After': '60' }) ?? true;
  const log = recorder();
  const end = client().watch(server.streamUrl('a'), log.handlers);
  await until(() => log.states.includes('reconnecting'));
  aborter.abort();
  assert.equal(await end, null);
});

test('watch_throwingHandler_disturbsNobody', async (t) => {
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  t.after(() => delete globalThis.reportError);
  scripted(1).complete('ok');
  const onProgress = () => {
    throw new Error('a bug of the page');
  };
  assert.equal((await client().watch(server.streamUrl('a'), { onProgress })).data, 'ok');
  assert.deepEqual(reported, ['a bug of the page']);
});

test('watch_ended_makesNoFurtherConnection', async () => {
  scripted(1).complete();
  await client().watch(server.streamUrl('a'));
  await until(() => server.open === 0);
  await new Promise((resolve) => setTimeout(resolve, 3 * FAST.maxRetry));
  assert.equal(server.requests.length, 1);
});

test('result_failedOrCancelled_rejectsWithCodeAndSentence', async () => {
  server.add('f').emit('task_failed', { error: 'The task timed out after 300 s.', code: 'timeout' });
  server.add('c').emit('task_cancelled', { status: 'cancelled' });
  const taskwire = client();
  await assert.rejects(taskwire.result(server.streamUrl('f')), (error) => {
    assert.ok(error instanceof TaskError);
    assert.deepEqual([error.code, error.message], ['timeout', 'The task timed out after 300 s.']);
    return true;
  });
  await assert.rejects(taskwire.result(server.streamUrl('c')), { code: 'cancelled', data: { status: 'cancelled' } });
});

test('client_gzipped_isUnderSevenKilobytes', () => {
  const code = ['taskwire.js', 'tabs.js'].map((name) =>
    readFileSync(new URL(`../../main/resources/META-INF/resources/taskwire/${name}`, import.meta.url), 'utf8'));
  const gzipped = (text) => gzipSync(text, { level: 9 }).length;
  const withoutComments = (text) => text.replace(/^ *\/\*[^]*?\*\/\n|^ *\/\/.*\n/gm, '');
  assert.ok(gzipped(code[0]) < 7000, `taskwire.js has ${gzipped(code[0])} bytes`);
  const sizes = code.map((text) => gzipped(withoutComments(text)));
  assert.ok(sizes[0] + sizes[1] < 7000, `without comments both have ${sizes} bytes`);
});
