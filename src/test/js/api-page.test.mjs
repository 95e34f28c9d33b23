/** What the page of the API says about schemas: its pure part, without a browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { members, resolve, words } from '../../main/resources/META-INF/resources/taskwire/app/schema-words.js';

const file = new URL('../../main/resources/dev/taskwire/rest/openapi.json', import.meta.url);
const description = JSON.parse(await readFile(file, 'utf8'));
const { schemas } = description.components;
const said = (schema) => words(schema).map((word) => word.ref ?? word).join('');

test('words_ofBoundsAndDefaults_areSentences', () => {
  assert.equal(said({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }), 'integer, 1 to 1000, 100 by default');
  assert.equal(said({ type: 'integer', minimum: 0 }), 'integer, 0 or more');
  assert.equal(said({ type: 'array', items: { type: 'string' }, maxItems: 5 }), 'list of string, 5 entries at most');
  assert.equal(said({ type: ['string', 'null'] }), 'string or null');
  assert.equal(said({ enum: ['UP', 'DOWN'] }), '"UP" or "DOWN"');
  assert.equal(said({ const: true }), 'true');
  assert.equal(said({ type: 'object', additionalProperties: { type: 'integer' } }), 'object of integer');
  assert.equal(said({ type: 'object', additionalProperties: true }), 'object of anything');
  assert.equal(said({ type: 'array', items: true }), 'list of anything');
  assert.equal(said(false), 'nothing');
  assert.equal(said({}), 'anything');
  assert.equal(said(undefined), 'anything');
});

test('words_ofEverySchemaOfTheDescription_areFound', () => {
  const visit = (node, isSchema) => {
    if (typeof node !== 'object' || node === null) return;
    if (isSchema) assert.ok(words(node).length > 0, JSON.stringify(node));
    for (const [name, value] of Object.entries(node)) {
      if (name === 'example' || name === 'examples') continue;
      const isMap = name === 'properties' || name === 'schemas';
      if (isMap) Object.values(value).forEach((each) => visit(each, true));
      else visit(value, name === 'schema' || name === 'items');
    }
  };
  visit(description, false);
});

test('words_ofOtherSchemas_nameThem', () => {
  assert.deepEqual(words({ $ref: '#/components/schemas/Task' }), [{ ref: 'Task' }]);
  assert.equal(said(schemas.Task.properties.end_time), 'string or null, format date-time');
  assert.equal(said(schemas.TaskList.properties.tasks), 'list of Task');
});

test('words_ofEverySchemaOfOurDescription_areFound', () => {
  for (const [name, schema] of Object.entries(schemas)) {
    for (const [member] of members(description, schema)) {
      assert.ok(said(schema.properties[member]).length > 0, `${name}.${member}`);
    }
    assert.ok(said(schema).length > 0, name);
  }
});

test('resolve_referenceWithEscapes_leadsThere', () => {
  const document = { paths: { '/a~b': { get: 1 } } };
  assert.equal(resolve(document, { $ref: '#/paths/~1a~0b/get' }), 1);
  assert.equal(resolve(document, { $ref: '#/paths/none/get' }), undefined);
});

test('members_ofAnObject_sayWhichAreRequired', () => {
  const names = members(description, schemas.NumberedEvent).map(([name, , required]) => `${name} ${required}`);
  assert.deepEqual(names, ['sequence true', 'event_type true', 'task_id true', 'timestamp true', 'data true']);
  assert.deepEqual(members(description, { $ref: '#/components/schemas/None' }), []);
});
