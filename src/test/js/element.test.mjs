/** The element without a browser, and with as much of one as it needs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

const file = new URL('../../main/resources/META-INF/resources/taskwire/task-progress.js', import.meta.url).href;

test('import_withoutADocument_doesNothing', async () => {
  const { TaskProgress } = await import(file);
  assert.equal(typeof TaskProgress, 'function');
});

test('import_twice_definesTheElementOnce', async (t) => {
  const defined = new Map();
  globalThis.HTMLElement = class {};
  globalThis.customElements = {
    get: (name) => defined.get(name),
    define(name, constructor) {
      assert.ok(!defined.has(name), 'defined before');
      defined.set(name, constructor);
    },
  };
  t.after(() => {
    delete globalThis.HTMLElement;
    delete globalThis.customElements;
  });
  await import(`${file}?first`);
  const { TaskProgress } = await import(`${file}?second`);
  assert.equal(defined.size, 1);
  assert.notEqual(defined.get('task-progress'), TaskProgress);
});
