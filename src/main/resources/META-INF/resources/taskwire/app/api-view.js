/** The parts of an OpenAPI 3.1 document as elements. Whatever it says is shown as text. */
import { h } from './dom.js';
import { exactText } from './exact-json.js';
import { visible } from './format.js';
import { members, resolve, words } from './schema-words.js';

/** A text with its `code` in backticks. */
export function prose(text = '') {
  return text.split('`').map((part, i) => (i % 2 ? h('code', { text: visible(part) }) : visible(part)));
}

/** Where the schema with this name is shown. */
export const schemaId = (name) => `schema-${name}`;

/** An operation in full. */
export function operationView(document, { verb, path, operation }) {
  const title = `${operation.operationId}-title`;
  return h(
    'article',
    { id: operation.operationId, class: 'card operation', 'aria-labelledby': title },
    h('h3', { id: title }, ...call(document, verb, path)),
    h('p', { class: 'summary' }, ...prose(operation.summary)),
    operation.description && h('p', { class: 'note' }, ...prose(operation.description)),
    ...parametersView(document, operation.parameters ?? []),
    ...bodyView(document, resolve(document, operation.requestBody)),
    h('h4', { text: 'Answers' }),
    ...Object.entries(operation.responses).map(([status, answer]) => answerView(document, status, resolve(document, answer))),
  );
}

/** The verb and the path. */
export function call(document, verb, path) {
  const base = document.servers?.[0]?.url ?? '';
  return [h('span', { class: 'verb', 'data-verb': verb, text: verb.toUpperCase() }), ' ', h('code', { text: base + path })];
}

/** A named schema in full. */
export function schemaView(document, name, schema) {
  const list = membersView(document, schema);
  return h(
    'section',
    { id: schemaId(name), class: 'card schema', 'aria-labelledby': `${schemaId(name)}-title` },
    h('h3', { id: `${schemaId(name)}-title` }, h('code', { text: name })),
    schema.description && h('p', { class: 'note' }, ...prose(schema.description)),
    list ?? h('p', {}, ...linked(words(schema))),
  );
}

function parametersView(document, parameters) {
  if (!parameters.length) return [];
  const rows = parameters.map((parameter) => {
    const { name, in: place, required, schema, description, example } = resolve(document, parameter);
    const hint = example && [' For example ', h('code', { text: visible(String(example)) }), '.'];
    return row(name, `${place}${required ? ', required' : ''}`, schema, [...prose(description), ...(hint ?? [])]);
  });
  return [h('h4', { text: 'Parameters' }), h('dl', { class: 'members' }, ...rows)];
}

function bodyView(document, body) {
  return body ? [h('h4', { text: body.required ? 'Body, required' : 'Body' }), ...contentView(document, body.content)] : [];
}

function answerView(document, status, { description, headers, content }) {
  const label = [h('span', { class: 'code', 'data-class': status[0], text: status }), ' ', ...prose(description)];
  if (!headers && !content) return h('p', { class: 'answer' }, ...label);
  const rows = Object.entries(headers ?? {}).map(([name, reference]) => {
    const { required, schema, description: meaning } = resolve(document, reference);
    return row(name, `header${required ? ', always' : ''}`, schema, prose(meaning));
  });
  return h(
    'details',
    { class: 'answer', open: status.startsWith('2') },
    h('summary', {}, ...label),
    rows.length > 0 && h('dl', { class: 'members' }, ...rows),
    ...contentView(document, content ?? {}),
  );
}

function contentView(document, content) {
  return Object.entries(content).flatMap(([type, { schema, example }]) => [
    h('p', {}, h('code', { text: type }), ': ', ...linked(words(schema))),
    schema && !schema.$ref && membersView(document, schema),
    example !== undefined && h('pre', { class: 'example', text: exampleText(example) }),
  ]);
}

function membersView(document, schema) {
  const rows = members(document, schema).map(([name, member, required]) =>
    row(name, required ? 'required' : '', member, prose(member.description), membersView(document, inline(member.items ?? member))));
  return rows.length ? h('dl', { class: 'members' }, ...rows) : null;
}

/** A schema that is named is shown in its own place only. */
const inline = (schema) => (schema.$ref ? {} : schema);

function row(name, note, schema, description, nested) {
  return h(
    'div',
    {},
    h('dt', {}, h('code', { text: visible(name) }), note && h('small', { text: ` ${note}` })),
    h('dd', {}, h('span', {}, ...linked(words(schema))), description.length > 0 && h('p', { class: 'note' }, ...description), nested),
  );
}

function linked(parts) {
  return parts.map((part) => (typeof part === 'string' ? visible(part) : h('a', { href: `#${schemaId(part.ref)}`, text: part.ref })));
}

/** Control characters as JSON writes them; lines stay lines. */
function exampleText(example) {
  const text = typeof example === 'string' ? example.trimEnd() : exactText(example, 2);
  return text.replace(/[\u0000-\u0009\u000b-\u001f]/g, (control) => JSON.stringify(control).slice(1, -1));
}
