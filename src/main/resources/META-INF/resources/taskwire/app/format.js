/** How numbers, times and texts are shown. Everything here is a pure function of its arguments and the reader's locale. */

const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });
const EXACT = { useGrouping: false, maximumSignificantDigits: 15 };
const DATA = new Intl.NumberFormat(undefined, EXACT);
const TINY_OR_HUGE = new Intl.NumberFormat(undefined, { ...EXACT, notation: 'scientific' });
const WHOLE = new Intl.NumberFormat(undefined, { useGrouping: false });
const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
const CLOCK = new Intl.DateTimeFormat(undefined, TIME);
const DAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, { ...TIME, month: 'short', day: 'numeric' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

export const WORDS = {
  pending: 'Pending',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const EVENT_WORDS = {
  task_started: 'Started',
  progress_update: 'Progress',
  task_completed: 'Completed',
  task_failed: 'Failed',
  task_cancelled: 'Cancelled',
};

/** A number of the page's own, a count, as the reader writes it. */
export function number(value) {
  return NUMBER.format(value);
}

/** A number of somebody's data: it may be a year or an id, and is shown with the digits that it has. */
export function dataNumber(value) {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return WHOLE.format(value);
  const size = Math.abs(value);
  return (size !== 0 && (size < 1e-6 || size >= 1e21) ? TINY_OR_HUGE : DATA).format(value);
}

/** Whether it is a number, however large. */
export const isNumber = (value) => typeof value === 'number' || typeof value === 'bigint';

/** A share from 0 to 1 as whole percent: never 100 before it is, and 29 for 0.29, which is a little less as a double. */
export function percent(value) {
  return `${value >= 1 ? 100 : Math.min(99, Math.floor(value * 100 + 1e-9))} %`;
}

/** A time of day in the reader's zone, with the day if it is not today. */
export function clock(instant, now = new Date()) {
  const date = new Date(instant);
  return (date.toDateString() === now.toDateString() ? CLOCK : DAY_AND_CLOCK).format(date);
}

/** A time in full, for a tooltip. */
export function fullTime(instant) {
  return FULL.format(new Date(instant));
}

/** How long something took: `340 ms`, `12.3 s`, `3 min 05 s`, `2 h 07 min`. */
export function duration(ms) {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : elapsed(ms);
}

/** How long something has been going on, in whole seconds. */
export function elapsed(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value) => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
}

/** A time to wait, no more exact than it is known. */
export function about(ms) {
  const seconds = ms / 1000;
  if (seconds < 8) return 'a few seconds';
  if (seconds < 58) return `about ${Math.ceil(seconds / 5) * 5} s`;
  if (seconds < 150) return `about ${Math.round(seconds / 30) / 2} min`.replace('.5', '½');
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.round(seconds / 3600)} h`;
}

const ORDINAL = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** A place among the waiting: `next in the queue`, `3rd in the queue`. */
export function queueText(position) {
  if (!position) return '';
  return `${position === 1 ? 'next' : position + ENDINGS[ORDINAL.select(position)]} in the queue`;
}

/** The beginning of an id: enough to tell tasks apart. */
export function shortId(id) {
  return id.length > 8 ? id.slice(0, 8) : id;
}

/** A task's text, with control characters and halves of characters made visible, and no longer than can be read. */
export function visible(text, limit = 4096) {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Surrogate}]/gu, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

/** `1 task`, `2 tasks`. */
export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}
