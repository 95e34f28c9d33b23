/** What is said about the client's files, against the files: names in the types, in `package.json` and in the manifest. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const folder = new URL('../../main/resources/META-INF/resources/taskwire/', import.meta.url);
const text = (name) => readFile(new URL(name, folder), 'utf8');
const json = async (name) => JSON.parse(await text(name));

/** The values, not the types, that a `.d.ts` exports. */
const declared = (types) => [...types.matchAll(/^export (?:declare )?(?:class|const|function) (\w+)/gm)].map(([, name]) => name).sort();

test('types_ofEachModule_nameWhatItExports', async () => {
  for (const name of ['taskwire', 'task-progress']) {
    const exported = Object.keys(await import(new URL(`${name}.js`, folder))).sort();
    assert.deepEqual(declared(await text(`${name}.d.ts`)), exported);
  }
});

test('package_files_areThere', async () => {
  const { exports, files, types, customElements, sideEffects } = await json('package.json');
  const named = [types, customElements, ...sideEffects, ...files, ...Object.values(exports).flatMap((each) => Object.values(typeof each === 'string' ? [each] : each))];
  for (const name of named) assert.ok(existsSync(new URL(name, folder)), name);
  for (const name of files.filter((each) => each.endsWith('.js'))) {
    for (const [, imported] of (await text(name)).matchAll(/from '\.\/([^']+)'/g)) assert.ok(files.includes(imported), imported);
  }
});

test('manifest_ofTheElement_namesItsAttributesEventsAndProperties', async () => {
  const source = await text('task-progress.js');
  const { declarations } = (await json('custom-elements.json')).modules[0];
  const names = (list) => declarations[0][list].map(({ name }) => name).sort();
  const { TaskProgress } = await import(new URL('task-progress.js', folder));
  assert.deepEqual(names('attributes'), [...TaskProgress.observedAttributes].sort());
  const found = (pattern) => [...new Set([...source.matchAll(pattern)].map(([, name]) => name))].sort();
  assert.deepEqual(names('events'), found(/'(task-(?:started|progress|completed|failed|cancelled|connection))', \{/g));
  assert.deepEqual(names('cssProperties'), found(/var\((--task-progress-[a-z]+)/g));
  const events = [...(await text('task-progress.d.ts')).matchAll(/^ {2}'(task-[a-z]+)': CustomEvent/gm)].map(([, name]) => name);
  assert.deepEqual(events.sort(), names('events'));
});

test('pages_filesThatTheyName_areThere', async () => {
  for (const page of ['index.html', 'api.html']) {
    for (const [, name] of (await text(page)).matchAll(/(?:src|href)="\.\/([^"#]+\.\w+)"/g)) assert.ok(existsSync(new URL(name, folder)), name);
  }
});
