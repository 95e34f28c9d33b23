/** What the page of the API says about schemas: its pure part, without a browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { conditions, members, resolve, words } from '../../main/webapp/app/schema-words.js';

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
  assert.equal(said({}), 'anything');
  assert.equal(said(undefined), 'anything');
});

test('words_ofOtherSchemas_nameThem', () => {
  assert.deepEqual(words({ $ref: '#/components/schemas/Task' }), [{ ref: 'Task' }]);
  assert.equal(said(schemas.Task.properties.end_time), 'Instant or null');
  assert.equal(said(schemas.TaskList.properties.tasks), 'list of Task');
});

test('resolve_referenceWithEscapes_leadsThere', () => {
  const document = { paths: { '/a~b': { get: 1 } } };
  assert.equal(resolve(document, { $ref: '#/paths/~1a~0b/get' }), 1);
  assert.equal(resolve(document, { $ref: '#/paths/none/get' }), undefined);
});

test('members_ofASchemaOfParts_areThoseOfAllParts', () => {
  const names = members(description, schemas.NumberedEvent).map(([name, , required]) => `${name} ${required}`);
  assert.deepEqual(names, ['event_type true', 'task_id true', 'timestamp true', 'data true', 'sequence true']);
});

test('conditions_ofAnEvent_tellItsDataByItsType', () => {
  const rows = conditions(description, schemas.NumberedEvent).map(([when, member, what]) => [when, member, what[0].ref ?? what[0]]);
  assert.deepEqual(rows[0], ['event_type is progress_update', 'data', 'Progress']);
  assert.equal(rows.length, 3);
});
