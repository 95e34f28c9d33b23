/** What a JSON Schema (draft 2020-12) says, in words for people. */
import { exactText } from './exact-json.js';

/** @typedef {string | {ref: string}} Word a text, or the name of another schema */

/** What a `$ref` inside of the document leads to; anything else is itself. */
export function resolve(document, node) {
  if (!node?.$ref?.startsWith('#/')) return node;
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((place, step) => place?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

/**
 * The type and its bounds: `integer, 1 to 1000, 100 by default`.
 *
 * @returns {Word[]}
 */
export function words(schema = {}) {
  if (typeof schema === 'boolean') return [schema ? 'anything' : 'nothing'];
  if (schema.$ref) return [{ ref: schema.$ref.split('/').pop() }];
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return joined(either.map(words), ' or ');
  if (schema.items) return ['list of ', ...words(schema.items), ...bounds(schema)];
  if (schema.additionalProperties) return ['object of ', ...words(schema.additionalProperties)];
  return [kind(schema), ...bounds(schema)];
}

/** The members of an object: `[name, schema, required]`. */
export function members(document, schema) {
  const { properties = {}, required = [] } = resolve(document, schema) ?? {};
  return Object.entries(properties).map(([name, member]) => [name, member, required.includes(name)]);
}

function kind(schema) {
  if ('const' in schema) return exactText(schema.const);
  if (schema.enum) return schema.enum.map((value) => exactText(value)).join(', ').replace(/, (?=[^,]*$)/, ' or ');
  return schema.type ? [schema.type].flat().join(' or ') : 'anything';
}

function bounds(schema) {
  const texts = [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' entries'),
    schema.format && `format ${schema.format}`,
    schema.pattern && `matching ${schema.pattern}`,
    'default' in schema && `${exactText(schema.default)} by default`,
  ];
  return texts.filter(Boolean).map((text) => `, ${text}`);
}

function range(least, most, unit) {
  if (least === undefined && most === undefined) return '';
  if (most === undefined) return `${least}${unit} or more`;
  return least === undefined ? `${most}${unit} at most` : `${least} to ${most}${unit}`;
}

const joined = (lists, separator) => lists.flatMap((list, i) => (i ? [separator, ...list] : list));
