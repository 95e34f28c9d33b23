/** A cancel as the process that it is: requested, interrupted if need be, and how it ended. */
import { h, setText } from './dom.js';
import { elapsed } from './format.js';
import { isFinished } from './store.js';

/**
 * The steps of a cancel.
 *
 * @param {object} task with `cancelSeen`, when the request was first seen
 * @param {{interrupt_after?: number, cancel_grace?: number} | null} server in seconds, if it tells
 * @param {number} now
 * @returns {{name: string, state: 'done' | 'current' | 'next', note: string}[]} none if there was no cancel
 */
export function cancelSteps(task, server, now) {
  const finished = isFinished(task);
  if (!task.cancel_requested && task.status !== 'cancelled') return [];
  const neverRan = !task.running_since;
  const interruptAfter = server?.interrupt_after ?? null;
  const end = task.end_time ? Date.parse(task.end_time) : now;
  const waited = end - (task.cancelSeen ?? end);
  const wasInterrupted = interruptAfter !== null && waited >= interruptAfter * 1000;
  const grace = server?.cancel_grace ?? null;
  const wasAbandoned = finished && !neverRan && grace !== null && waited >= grace * 1000;
  const steps = [{ name: 'Requested', state: 'done', note: finished ? '' : `${elapsed(waited)} ago` }];
  if (!neverRan && (!finished || wasInterrupted)) {
    const note = interruptAfter === null ? 'if it does not stop by itself' : `after ${interruptAfter} s, if it does not stop by itself`;
    steps.push({ name: 'Interrupted', state: wasInterrupted ? 'done' : 'next', note: wasInterrupted ? '' : note });
  }
  if (finished) {
    const name = wasAbandoned ? 'Abandoned' : { cancelled: 'Cancelled' }[task.status] ?? `Ended as ${task.status}`;
    steps.push({ name, state: 'current', note: neverRan ? 'it never ran' : wasAbandoned ? 'it did not stop; its worker was given back' : '' });
  } else {
    const note = grace === null ? '' : `abandoned after ${grace} s, if it still goes on`;
    steps.push({ name: 'Cancelled', state: 'next', note });
    steps.findLast((step) => step.state === 'done').state = 'current';
  }
  return steps;
}

/** The steps as a list that is remade only if they change. */
export class CancelStepsView {
  constructor() {
    this.element = h('ol', { class: 'steps', 'aria-label': 'Cancelling', hidden: true });
  }

  show(steps) {
    this.element.hidden = steps.length === 0;
    const key = JSON.stringify(steps.map(({ name, state }) => [name, state]));
    if (key !== this.key) {
      this.key = key;
      this.element.replaceChildren(...steps.map(item));
    }
    steps.forEach(({ note }, i) => setText(this.element.children[i].lastElementChild, note));
  }
}

function item({ name, state }) {
  const element = h('li', { 'aria-current': state === 'current' && 'step' }, h('strong', { text: name }), h('span', {}));
  element.dataset.state = state;
  return element;
}
