/** A result or parameters, whatever they are: tables for lists of records, a tree for the rest, text always as text. */
import { h } from './dom.js';
import { dataNumber, isNumber, number, plural, visible } from './format.js';
import { howRead, profile } from './profile-view.js';

const MOST_ROWS = 100;
const MOST_MEMBERS = 200;
const LONG_TEXT = 300;

/** @param {unknown} value @returns {Node} */
export function resultView(value) {
  if (!isObject(value) || !isProfile(value.columns)) return tree(value);
  const { columns, ...rest } = value;
  const reading = howRead(value.delimiter, value.header_line);
  if (reading) ['delimiter', 'header_line'].forEach((name) => delete rest[name]);
  return h('div', {}, tree(rest), profile(columns, value.processed_records, reading));
}

/** A value as nested lists of members; deep parts are closed at first and made when they are opened. */
export function tree(value, depth = 0) {
  if (Array.isArray(value)) return isTable(value) ? table(value) : entries(value, depth, (i) => `${Number(i) + 1}`);
  return isObject(value) ? entries(value, depth, (name) => name) : scalar(value);
}

function entries(value, depth, label) {
  const members = Object.entries(value);
  if (!members.length) return h('span', { class: 'scalar empty', text: Array.isArray(value) ? 'empty list' : 'nothing' });
  const list = h('dl', { class: 'tree' });
  for (const [name, member] of members.slice(0, MOST_MEMBERS)) {
    const term = h('dt', {}, h('bdi', { text: visible(label(name), 120) }));
    list.append(h('div', {}, term, h('dd', {}, nested(member, depth + 1))));
  }
  return members.length > MOST_MEMBERS ? h('div', {}, list, more(members.length - MOST_MEMBERS)) : list;
}

function nested(value, depth) {
  const size = isObject(value) || Array.isArray(value) ? Object.keys(value).length : 0;
  if (!size || (depth < 3 && size <= 20)) return tree(value, depth);
  const details = h('details', {}, h('summary', { text: plural(size, Array.isArray(value) ? 'entry' : 'member', Array.isArray(value) ? 'entries' : undefined) }));
  details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(tree(value, depth)));
  return details;
}

function scalar(value) {
  if (value === null || value === undefined) return h('span', { class: 'scalar empty', text: 'none' });
  if (isNumber(value)) return h('span', { class: 'scalar number', text: dataNumber(value) });
  if (typeof value === 'boolean') return h('span', { class: 'scalar', text: value ? 'yes' : 'no' });
  if (value.length <= LONG_TEXT) return h('bdi', { class: 'scalar text', text: visible(value) });
  return longText(value);
}

/** Long text is cut until it is asked for, and even then shown in portions. */
function longText(value) {
  const text = h('bdi', { class: 'scalar text', text: visible(value, LONG_TEXT) });
  let shown = LONG_TEXT;
  const button = h('button', { type: 'button', class: 'quiet', text: `Show more of ${plural(value.length, 'character')}` });
  button.addEventListener('click', () => {
    shown += 20_000;
    text.textContent = visible(value, shown);
    button.hidden = shown >= value.length;
  });
  return h('div', {}, text, ' ', button);
}

function table(rows) {
  const names = [...new Set(rows.slice(0, MOST_ROWS).flatMap((row) => Object.keys(row)))];
  const kind = (name) => (rows.every((row) => isNumber(row[name])) ? 'number' : null);
  const title = (name) => h('th', { scope: 'col', class: kind(name) }, h('bdi', { text: visible(name, 120) }));
  const head = h('tr', {}, ...names.map(title));
  const body = rows.slice(0, MOST_ROWS).map((row) => h('tr', {}, ...names.map((name) => cell(row[name]))));
  const element = h('table', {}, h('thead', {}, head), h('tbody', {}, ...body));
  const scroller = h('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Table of records' }, element);
  return h('div', {}, scroller, rows.length > MOST_ROWS && more(rows.length - MOST_ROWS));
}

function cell(value) {
  return h('td', { class: isNumber(value) ? 'number' : null }, nested(value, 9));
}

function more(count) {
  return h('p', { class: 'note', text: `${number(count)} more are not shown.` });
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTable = (value) => value.length > 0 && value.every(isObject) && Object.keys(value[0]).length <= 24;
const isProfile = (value) => Array.isArray(value) && value.length > 0 && value.every((each) => isObject(each) && 'name' in each && 'type' in each);
