/** The profile of a data file's columns: one row each, with how full and how varied it is drawn. */
import { h, svg } from './dom.js';
import { dataNumber, isNumber, number, percent, plural, visible } from './format.js';

const HEADS = [['Column'], ['Type'], ['Filled'], ['Distinct', 'number'], ['Range'], ['Mean', 'number'], ['Distribution']];
const MOST_COLUMNS = 200;
const WIDTH = 128;
const HEIGHT = 24;

const DELIMITERS = { ',': 'commas', ';': 'semicolons', '|': 'bars', tab: 'tabs' };

/**
 * How a file was read: what stands between its fields, and where its header is.
 *
 * @param {unknown} delimiter @param {unknown} headerLine @returns {string} `''` if they do not say that
 */
export function howRead(delimiter, headerLine) {
  if (typeof delimiter !== 'string' || !isNumber(headerLine)) return '';
  return `separated by ${DELIMITERS[delimiter] ?? visible(delimiter, 8)}, header in line ${number(headerLine)}`;
}

/** @param {object[]} columns as in the result of `data-processing` @param {number} records @param {string} reading */
export function profile(columns, records, reading) {
  const head = h('tr', {}, ...HEADS.map(([text, kind]) => h('th', { scope: 'col', class: kind, text })));
  const rows = columns.slice(0, MOST_COLUMNS).map((column) => row(column, records));
  const table = h('table', { class: 'profile' }, h('thead', {}, head), h('tbody', {}, ...rows));
  return h(
    'section',
    { class: 'profile-section' },
    h('h3', { text: plural(columns.length, 'column') + (reading && `, ${reading}`) }),
    h('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Column profile' }, table),
    columns.length > MOST_COLUMNS && h('p', { class: 'note', text: `Only the first ${number(MOST_COLUMNS)} are shown.` }),
  );
}

function row(column, records) {
  const filled = records ? 1 - column.empty_count / records : 1;
  const distinct = `${column.distinct_exact ? '' : '≈ '}${number(column.distinct_count)}`;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('bdi', { text: visible(String(column.name), 120) })),
    h('td', { text: visible(String(column.type), 40) }),
    h('td', { class: 'filled' }, meter(filled), ` ${percent(filled)}`),
    h('td', { class: 'number', text: distinct }),
    h('td', {}, range(column)),
    h('td', { class: 'number', text: isNumber(column.mean) ? mean(Number(column.mean)) : '' }),
    h('td', {}, distribution(column)),
  );
}

function range({ min, max }) {
  if (min === undefined || min === null) return '';
  const isTime = (value) => /^\d{4}-\d\d-\d\d[T ]/.test(value);
  const daysSayIt = isTime(min) && isTime(max) && min.slice(0, 10) !== max.slice(0, 10);
  const asText = (value) => (daysSayIt ? value.slice(0, 10) : visible(String(value), 24));
  const show = (value) => (isNumber(value) ? dataNumber(value) : asText(value));
  return h('span', {}, h('bdi', { text: show(min) }), ' – ', h('bdi', { text: show(max) }));
}

/** A mean, no more exact than says something. */
function mean(value) {
  return dataNumber(Math.abs(value) < 1 ? Number(value.toPrecision(2)) : Number(value.toFixed(2)));
}

function meter(share) {
  return svg(
    'svg',
    { class: 'meter', viewBox: '0 0 40 6', 'aria-hidden': 'true' },
    svg('rect', { class: 'meter-track', width: 40, height: 6, rx: 3 }),
    svg('rect', { class: 'meter-bar', width: Math.max(0, 40 * share), height: 6, rx: 3 }),
  );
}

/** The histogram of numbers, or the most frequent values; empty if the column has neither. */
function distribution({ histogram, top_values: top, distinct_count: distinct }) {
  if (histogram?.counts?.length) {
    const { start, bin_width: width, counts } = histogram;
    return bars(counts.map((count, i) => ({ count, label: `${edge(start, i, width)} to ${edge(start, i + 1, width)}` })));
  }
  if (!top?.length) return '';
  const list = bars(top.map(({ value, count }) => ({ count, label: value || 'empty' })));
  const most = h('bdi', { class: 'most-frequent', text: visible(top[0].value, 24) });
  return h('div', {}, list, h('span', { class: 'hint' }, distinct > 1 ? 'most often ' : 'only ', most));
}

/** Where a bar begins; what is only the noise of doubles is left out. */
function edge(start, i, width) {
  return dataNumber(Number((Number(start) + i * Number(width)).toPrecision(12)));
}

function bars(bins) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = WIDTH / Math.max(8, bins.length);
  const rects = bins.map(({ count, label }, i) => {
    const height = count === 0 ? 0 : Math.max(1, (HEIGHT * count) / most);
    const place = { x: i * width + 0.5, y: HEIGHT - height, width: Math.max(0.5, width - 1), height };
    return svg('rect', { class: 'bin', ...place }, svg('title', { text: `${visible(label, 60)}: ${number(count)}` }));
  });
  const top = bins.find((bin) => bin.count === most);
  const label = `Distribution in ${number(bins.length)} bars; the tallest is ${visible(top?.label ?? '', 60)} with ${number(most)}`;
  return svg('svg', { class: 'distribution', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label }, ...rects);
}
