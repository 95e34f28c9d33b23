/** The list of all tasks: one keyed row each, newest first, made and changed a frame at a time. */
import { h, setText } from './dom.js';
import { estimate, estimateText } from './estimate.js';
import { WORDS, clock, duration, elapsed, fullTime, number, queueText, shortId, visible } from './format.js';
import { isFinished } from './store.js';

const NEW_ROWS_A_FRAME = 25;

/** One task's row. It touches the document only where something differs. */
class Row {
  constructor(task, actions) {
    this.id = task.task_id;
    const title = task.title ?? task.type;
    const name = `${visible(title, 120)} ${shortId(this.id)}`;
    const started = { datetime: task.start_time, title: fullTime(task.start_time), text: clock(task.start_time) };
    this.status = h('span', { class: 'status' });
    this.bar = h('task-progress', { label: `Progress of ${name}` });
    this.time = h('span', { class: 'row-time' });
    this.left = h('span', { class: 'row-left' });
    this.button = h('button', { type: 'button', class: 'quiet', onclick: () => actions.act(this.task) });
    const link = h('a', { href: `#/tasks/${encodeURIComponent(this.id)}`, class: 'row-link' });
    link.append(h('bdi', { text: visible(title, 120) }), ' ', h('span', { class: 'id', text: shortId(this.id) }));
    this.where = h('bdi', { class: 'row-where' });
    this.element = h(
      'li',
      { class: 'row' },
      this.status,
      h('div', { class: 'row-name' }, link, h('span', { class: 'row-facts' }, h('time', started), this.where)),
      this.bar,
      h('div', { class: 'row-times' }, this.time, this.left),
      this.button,
    );
    this.name = name;
  }

  show(task, now) {
    const finished = isFinished(task);
    this.task = task;
    const stopping = task.cancel_requested && !finished;
    this.element.dataset.status = task.status;
    setText(this.status, stopping ? 'Stopping' : WORDS[task.status]);
    this.status.dataset.status = stopping ? 'stopping' : task.status;
    this.bar.progress = {
      status: task.status,
      value: task.progress.value,
      text: visible(task.status === 'failed' ? task.error ?? '' : task.progress.text, 200),
    };
    setText(this.time, timeText(task, now));
    setText(this.left, leftText(task, now));
    const where = [task.title && task.type, task.node].filter(Boolean).map((each) => visible(each, 60));
    setText(this.where, where.join(' · '));
    const word = finished ? 'Remove' : 'Cancel';
    if (this.button.textContent !== word) {
      this.button.textContent = word;
      this.button.setAttribute('aria-label', `${word} ${this.name}`);
    }
    // Not `disabled`: that would take the focus away from whoever just pressed it.
    this.button.setAttribute('aria-disabled', stopping);
  }
}

/** How long the task runs or ran. */
export function timeText(task, now) {
  if (!task.running_since) return isFinished(task) ? 'never ran' : '';
  const since = Date.parse(task.running_since);
  return task.end_time ? duration(Date.parse(task.end_time) - since) : elapsed(now - since);
}

/** What is left of it. */
export function leftText(task, now) {
  if (task.status === 'pending') return queueText(task.position);
  if (task.status !== 'running' || task.cancel_requested) return '';
  return estimateText(estimate(task.history.samples, Date.parse(task.running_since ?? task.start_time), now));
}

export class ListView {
  #rows = new Map();
  #filter = { status: 'all', type: '' };
  #types = new Set();

  /** @param {{list: Element, filters: Element, types: HTMLSelectElement, empty: Element, note: Element}} elements */
  constructor(elements, store, clockNow, actions) {
    Object.assign(this, { elements, store, clockNow, actions });
    this.counts = {};
    for (const input of elements.filters.querySelectorAll('input')) {
      this.counts[input.value] = input.parentElement.querySelector('.count');
      input.addEventListener('change', () => this.#choose({ status: input.value }));
    }
    elements.types.addEventListener('change', () => this.#choose({ type: elements.types.value }));
    store.addEventListener('change', ({ detail }) => this.#update(detail));
  }

  #choose(filter) {
    Object.assign(this.#filter, filter);
    this.#rows.forEach((row) => this.#applyFilter(row));
    this.#summarise();
  }

  #update({ changed, restructured }) {
    const now = this.clockNow();
    for (const id of changed) {
      const task = this.store.tasks.get(id);
      const row = this.#rows.get(id);
      if (row && task) this.#show(row, task, now);
      if (row && !task) this.#drop(row);
    }
    if (restructured) this.#arrange();
    this.#summarise();
  }

  #drop(row) {
    const hadFocus = row.element.contains(document.activeElement);
    const neighbour = row.element.nextElementSibling ?? row.element.previousElementSibling;
    row.element.remove();
    this.#rows.delete(row.id);
    if (hadFocus) (neighbour?.querySelector('a') ?? this.elements.list).focus();
  }

  #show(row, task, now) {
    row.show(task, now);
    this.#applyFilter(row);
  }

  /** Puts the rows in order and makes the missing ones, a few each frame. */
  #arrange() {
    const now = this.clockNow();
    let made = 0;
    let next = this.elements.list.firstElementChild;
    for (const id of this.store.newestFirst()) {
      let row = this.#rows.get(id);
      if (!row && made === NEW_ROWS_A_FRAME) {
        requestAnimationFrame(() => this.#arrange());
        break;
      }
      if (!row) {
        const task = this.store.tasks.get(id);
        made++;
        row = new Row(task, this.actions);
        this.#rows.set(id, row);
        this.#show(row, task, now);
        this.#addType(task.type);
      }
      if (row.element === next) next = next.nextElementSibling;
      else this.elements.list.insertBefore(row.element, next);
    }
    this.#summarise();
  }

  #addType(type) {
    if (this.#types.has(type)) return;
    this.#types.add(type);
    this.elements.types.append(h('option', { value: type, text: visible(type, 60) }));
  }

  #applyFilter(row) {
    const { status, type } = this.#filter;
    row.element.hidden = (status !== 'all' && row.task.status !== status) || (type !== '' && row.task.type !== type);
  }

  #summarise() {
    const counts = this.store.counts();
    for (const [status, element] of Object.entries(this.counts)) setText(element, number(counts[status]));
    const isEmpty = ![...this.#rows.values()].some((row) => !row.element.hidden);
    this.elements.empty.hidden = !isEmpty;
    setText(this.elements.empty, counts.all ? 'No task matches the filters.' : 'No tasks yet. Start one and watch it here.');
  }
}
