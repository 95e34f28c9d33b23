/** A form made from the JSON Schema (2020-12) of a task type's parameters, and the parameters read back from it. */
import { h } from './dom.js';
import { exactJson, exactText } from './exact-json.js';
import { isNumber, number } from './format.js';

const WHOLE = /^[+-]?\d+$/;

/** What was typed is not a value of the member's type; `message` says what it should be. */
class NotAValue extends Error {}

/** The fields of one schema. The server is the judge of the values; only what is no JSON value at all is told here. */
export class SchemaForm {
  #fields = [];

  /** @param {object} schema of an object @param {string} prefix of the ids of the fields */
  constructor(schema, prefix = 'params') {
    this.root = schema ?? {};
    this.element = h('div', { class: 'fields' });
    this.#members(this.root, [prefix], this.element);
    if (!this.#fields.length) this.element.append(h('p', { class: 'note', text: 'This type takes no parameters.' }));
  }

  /** @returns {{params: object, errors: {field: string, message: string}[]}} */
  read() {
    const params = {};
    const errors = [];
    for (const field of this.#fields) {
      try {
        const value = field.read();
        if (value !== undefined) assign(params, field.path.slice(1), value);
      } catch (error) {
        if (!(error instanceof NotAValue)) throw error;
        errors.push({ field: field.path.join('.'), message: error.message });
      }
    }
    return { params, errors };
  }

  /** Shows each error at its field; returns those that have none. */
  showErrors(errors) {
    const rest = [];
    this.#fields.forEach((field) => field.fail(''));
    let first = null;
    for (const { field: name, message } of errors) {
      const field = this.#fields.find(({ path }) => matches(path, name));
      if (!field) rest.push(name ? { field: name, message } : { message });
      else field.fail(message);
      first ??= field;
    }
    first?.input.focus();
    return rest;
  }

  #members(schema, path, parent) {
    const { properties = {}, required = [] } = this.#resolve(schema);
    for (const [name, raw] of Object.entries(properties)) {
      const member = this.#resolve(raw);
      const inner = [...path, name];
      if (typeOf(member) === 'object' && member.properties) {
        const group = h('fieldset', {}, h('legend', { text: member.title ?? label(name) }));
        parent.append(group);
        this.#members(member, inner, group);
      } else {
        const field = new Field(inner, member, required.includes(name));
        this.#fields.push(field);
        parent.append(field.element);
      }
    }
  }

  #resolve(schema, depth = 0) {
    if (depth > 8 || typeof schema !== 'object' || schema === null) return {};
    if (typeof schema.$ref === 'string' && schema.$ref.startsWith('#/')) {
      const target = schema.$ref.slice(2).split('/').reduce((at, key) => at?.[key], this.root);
      return { ...this.#resolve(target, depth + 1), ...schema };
    }
    const choice = (schema.anyOf ?? schema.oneOf)?.find((each) => each.type !== 'null');
    return choice ? { ...this.#resolve(choice, depth + 1), ...schema } : schema;
  }
}

/** One member: label, input, hint and error. */
class Field {
  constructor(path, schema, required) {
    Object.assign(this, { path, schema, required });
    const id = path.join('-');
    const describedBy = { id, name: path.join('.'), 'aria-describedby': `${id}-hint ${id}-error`, 'aria-required': required ? 'true' : null };
    this.input = inputFor(schema, required, describedBy);
    this.error = h('p', { class: 'field-error', id: `${id}-error` });
    const isBox = this.input.type === 'checkbox';
    const text = h('label', { for: id }, schema.title ?? label(path.at(-1)));
    if (required) text.append(h('span', { class: 'required', text: ' (required)' }));
    const hint = h('p', { class: 'hint', id: `${id}-hint`, text: hintFor(schema) });
    this.element = h('div', { class: isBox ? 'field box' : 'field' }, ...(isBox ? [this.input, text] : [text, this.input]), hint, this.error);
    this.input.addEventListener('input', () => this.fail(''));
  }

  read() {
    const { input, schema } = this;
    const type = typeOf(schema);
    if (input.type === 'checkbox') return input.checked;
    const text = input.value;
    if (type === 'boolean') return text === '' ? undefined : text === 'true';
    if (schema.enum) return text === '' ? undefined : schema.enum.find((each) => String(each) === text);
    if (type === 'string') return text === '' ? undefined : text;
    return text.trim() === '' ? undefined : readAs(type, text.trim());
  }

  fail(message) {
    this.error.textContent = message;
    if (message) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
  }
}

function inputFor(schema, required, attributes) {
  const type = typeOf(schema);
  if (schema.enum) {
    const options = schema.enum.map((each) => h('option', { value: String(each), text: String(each), selected: each === schema.default }));
    const hasDefault = required || schema.default !== undefined;
    return h('select', attributes, ...(hasDefault ? options : [h('option', { value: '', text: '–' }), ...options]));
  }
  const value = schema.default === undefined ? null : asText(schema.default);
  // A box is checked or not; a member that may be left out has three states.
  const isEither = required || typeof schema.default === 'boolean';
  if (type === 'boolean' && isEither) return h('input', { ...attributes, type: 'checkbox', checked: schema.default === true });
  if (type === 'boolean') {
    const options = [['', '–'], ['true', 'yes'], ['false', 'no']];
    return h('select', attributes, ...options.map(([each, text]) => h('option', { value: each, text })));
  }
  if (type === 'string' && !(schema.maxLength > 500)) {
    return h('input', { ...attributes, type: 'text', value, autocomplete: 'off', spellcheck: 'false', placeholder: example(schema) });
  }
  if (type === 'integer' || type === 'number') {
    const inputmode = type === 'integer' ? 'numeric' : 'decimal';
    return h('input', { ...attributes, type: 'text', inputmode, value, autocomplete: 'off', placeholder: example(schema) });
  }
  return h('textarea', { ...attributes, rows: 3, spellcheck: 'false', text: value ?? '' });
}

function readAs(type, text) {
  if (type === 'integer') {
    if (!WHOLE.test(text)) throw new NotAValue('must be a whole number');
    return whole(text);
  }
  if (type === 'number') {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new NotAValue('must be a number');
    return WHOLE.test(text) ? whole(text) : Number(text);
  }
  try {
    return exactJson(text);
  } catch {
    throw new NotAValue('must be JSON');
  }
}

/** A whole number with all its digits. */
const whole = (text) => exactJson(text.replace(/^(-?)\+?0*(?=\d)/, '$1'));

function hintFor(schema) {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const low = minimum ?? (isNumber(exclusiveMinimum) ? exclusiveMinimum : undefined);
  const high = maximum ?? (isNumber(exclusiveMaximum) ? exclusiveMaximum : undefined);
  const parts = [schema.description];
  if (low !== undefined && high !== undefined) parts.push(`${number(low)} to ${number(high)}`);
  else if (low !== undefined) parts.push(`${number(low)} or more`);
  else if (high !== undefined) parts.push(`at most ${number(high)}`);
  if (schema.maxLength > 0 && schema.maxLength < 5000) parts.push(`at most ${number(schema.maxLength)} characters`);
  if (!['string', 'integer', 'number', 'boolean'].includes(typeOf(schema)) && !schema.enum) parts.push('JSON');
  return parts.filter(Boolean).join(' · ');
}

function typeOf({ type, enum: values }) {
  const first = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  return first ?? (values ? 'string' : 'any');
}

/** `params.batch_size`, `batch_size` and `/batch_size` all mean the same member. */
function matches(path, name) {
  const wanted = String(name ?? '').replace(/^\//, '').replaceAll('/', '.');
  return wanted === path.join('.') || wanted === path.slice(1).join('.');
}

function assign(target, path, value) {
  const last = path.at(-1);
  const inner = path.slice(0, -1).reduce((at, key) => (at[key] ??= {}), target);
  Object.defineProperty(inner, last, { value, enumerable: true, configurable: true, writable: true });
}

const asText = (value) => (typeof value === 'object' ? exactText(value) : String(value));
const example = (schema) => (schema.examples?.length ? `for example ${asText(schema.examples[0])}` : null);
const label = (name) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('_', ' ');
