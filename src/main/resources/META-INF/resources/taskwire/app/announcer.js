/** Tells a screen reader what matters, politely: never progress, and never more than once in a few seconds. */
import { WORDS, plural } from './format.js';

const QUIET_MS = 3000;

export class Announcer {
  #waiting = [];
  #outcomes = new Map();
  #timer = null;

  /** @param {Element} region with `aria-live="polite"` */
  constructor(region, wait = (callback) => setTimeout(callback, QUIET_MS)) {
    this.region = region;
    this.wait = wait;
  }

  /** Says a sentence soon. */
  say(text) {
    if (!this.#waiting.includes(text)) this.#waiting.push(text);
    this.#schedule();
  }

  /** Counts an outcome; several are told together. */
  finished(task) {
    this.#outcomes.set(task.status, [...(this.#outcomes.get(task.status) ?? []), task.title ?? task.type]);
    this.#schedule();
  }

  #schedule() {
    this.#timer ??= this.wait(() => this.#flush());
  }

  #flush() {
    this.#timer = null;
    this.region.textContent = [...this.#waiting, ...outcomes(this.#outcomes)].join(' ');
    this.#waiting = [];
    this.#outcomes = new Map();
  }
}

function outcomes(byStatus) {
  return [...byStatus].map(([status, types]) => {
    const word = WORDS[status].toLowerCase();
    return types.length === 1 ? `${types[0]} ${word}.` : `${plural(types.length, 'task')} ${word}.`;
  });
}
