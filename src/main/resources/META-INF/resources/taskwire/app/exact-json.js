/** JSON whose whole numbers keep every digit: one that a double cannot hold is a `BigInt`. */

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** What marks a large number in between: nobody can guess it. */
const newMark = () => `n${Math.random().toString(36)}:`;
const isLarge = (token) => /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));

/** Reads JSON. */
export function exactJson(text) {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const mark = newMark();
  const marked = text.replace(TOKENS, (token) => (isLarge(token) ? `"${mark}${token}"` : token));
  return JSON.parse(marked, (_, value) => (typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value));
}

/** Writes JSON, `indent` as `JSON.stringify` takes it. */
export function exactText(value, indent) {
  const mark = newMark();
  const marked = JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${mark}${each}` : each), indent);
  return marked?.replace(new RegExp(`"${mark.replace('.', '\\.')}(-?\\d+)"`, 'g'), '$1');
}
