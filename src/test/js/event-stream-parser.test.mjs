/** The parser against the rules of WHATWG HTML 9.2.6. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamParser } from '../../main/resources/META-INF/resources/taskwire/taskwire.js';

function parse(...chunks) {
  const frames = [];
  const retries = [];
  const parser = new EventStreamParser((frame) => frames.push(frame), (ms) => retries.push(ms));
  chunks.forEach((chunk) => parser.push(chunk));
  return { frames, retries };
}

const data = (text, id = '', event = 'message') => ({ event, id, data: text });

test('push_examplesOfTheSpecification_areReadAsItSays', () => {
  assert.deepEqual(parse('data: YHOO\ndata: +2\ndata: 10\n\n').frames, [data('YHOO\n+2\n10')]);
  const stream = ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n';
  assert.deepEqual(parse(stream).frames, [data('first event', '1'), data('second event'), data(' third event')]);
  assert.deepEqual(parse('data\n\ndata\ndata\n\ndata:').frames, [data(''), data('\n')]);
  assert.deepEqual(parse('data:test\n\ndata: test\n\n').frames, [data('test'), data('test')]);
});

test('push_anyLineEnding_endsALine', () => {
  const lines = ['id: 7', 'event: x', 'data: a', 'data: b', '', ''];
  for (const end of ['\n', '\r', '\r\n']) {
    assert.deepEqual(parse(lines.join(end)).frames, [data('a\nb', '7', 'x')], JSON.stringify(end));
  }
});

test('push_cutAnywhere_readsTheSame', () => {
  const stream = 'retry: 50\r\n: c\r\n\r\nid: 1\r\ndata: é🎉\r\n\r\ndata: two\r\r';
  const whole = parse(stream);
  for (let i = 0; i <= stream.length; i++) {
    for (let j = i; j <= stream.length; j++) {
      assert.deepEqual(parse(stream.slice(0, i), stream.slice(i, j), stream.slice(j)), whole);
    }
  }
});

test('push_unfinishedFrame_isNotGiven', () => {
  assert.deepEqual(parse('data: half\n').frames, []);
});

test('push_idWithNul_isIgnored', () => {
  assert.deepEqual(parse('id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n').frames, [data('a', '1'), data('b', '1')]);
});

test('push_retry_onlyOfDigits', () => {
  assert.deepEqual(parse('retry: 2000\nretry: 2s\nretry: -1\nretry:\n\n').retries, [2000]);
});

test('push_endlessLine_isRefused', () => {
  assert.throws(() => parse('data: '.padEnd(1 << 24, 'x'), 'x'.repeat(1 << 25)), /too long/);
});
