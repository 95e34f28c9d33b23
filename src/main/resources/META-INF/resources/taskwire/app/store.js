/**
 * All tasks as far as the server has told: what the views show.
 *
 * Whatever changes is collected and handed out once a frame, so that ten thousand events a second cost a view no more than
 * sixty.
 */
import { isTerminal } from '../taskwire.js';
import { ProgressHistory } from './estimate.js';

const MOST_TASKS = 3000;
const UNFINISHED = new Set(['pending', 'running']);

export const isFinished = (task) => !UNFINISHED.has(task.status);

/** A task as in the API, with what the page knows besides: its progress history and when a cancel was first seen. */
export class Store extends EventTarget {
  /** @type {Map<string, object>} */
  tasks = new Map();
  #changed = new Set();
  #restructured = false;
  #schedule;
  #scheduled = false;

  /** @param {(callback: () => void) => void} [schedule] @param {() => number} [now] the server's time */
  constructor(schedule = requestAnimationFrame, now = Date.now) {
    super();
    this.#schedule = schedule;
    this.now = now;
  }

  /** Replaces everything by what the server lists. @param {object[]} tasks */
  replaceAll(tasks) {
    const listed = new Set(tasks.map((task) => task.task_id));
    for (const id of [...this.tasks.keys()]) if (!listed.has(id)) this.remove(id);
    tasks.forEach((task) => this.put(task));
  }

  /** Takes over one task from the server. An answer that was overtaken by the task's end is dropped. */
  put(task) {
    const known = this.tasks.get(task.task_id);
    if (known && isFinished(known) && !isFinished(task)) return;
    const history = known?.history ?? new ProgressHistory();
    const result = task.result ?? known?.result ?? null; // lists leave out a large one
    const cancelSeen = known?.cancelSeen ?? (task.cancel_requested ? this.now() : null);
    this.tasks.set(task.task_id, { ...known, ...task, result, history, cancelSeen });
    if (!known) this.#restructured = true;
    this.#touch(task.task_id);
    if (this.tasks.size > MOST_TASKS) this.#dropOldest();
  }

  /** Applies an event; one that comes after the news of the task's end revives nothing. Returns whether the task is known. */
  apply(event) {
    const task = this.tasks.get(event.task_id);
    if (!task) return false;
    const { event_type: type, timestamp, data } = event;
    if (isFinished(task) && !isTerminal(event)) return true;
    if (type !== 'progress_update') this.#leavesQueue(task);
    if (type === 'task_started') {
      Object.assign(task, { status: 'running', running_since: timestamp });
    } else if (type === 'progress_update') {
      task.progress = data;
      task.history.add(Date.parse(timestamp), data.value);
    } else {
      Object.assign(task, { status: type.slice('task_'.length), end_time: timestamp });
      if (type === 'task_failed') task.error = data.error;
      else task.result = data;
    }
    this.#touch(event.task_id);
    return true;
  }

  /** Those behind it move up; the server tells no more than that it left. */
  #leavesQueue(task) {
    const { position } = task;
    if (task.status !== 'pending' || !position) return;
    task.position = null;
    for (const [id, other] of this.tasks) {
      if (other.status !== 'pending' || !(other.position > position)) continue;
      other.position--;
      this.#touch(id);
    }
  }

  remove(id) {
    if (!this.tasks.delete(id)) return;
    this.#restructured = true;
    this.#touch(id);
  }

  /** Marks all running tasks as changed: their times go on. */
  tick() {
    for (const [id, task] of this.tasks) if (task.status === 'running') this.#touch(id);
  }

  /** How many tasks have each status. */
  counts() {
    const counts = { all: this.tasks.size, pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0 };
    for (const task of this.tasks.values()) counts[task.status]++;
    return counts;
  }

  /** Ids, newest first. */
  newestFirst() {
    const tasks = [...this.tasks.values()].map((task, index) => ({ id: task.task_id, start: task.start_time, index }));
    tasks.sort((a, b) => (a.start === b.start ? a.index - b.index : a.start < b.start ? 1 : -1));
    return tasks.map(({ id }) => id);
  }

  #dropOldest() {
    const oldest = this.newestFirst().findLast((id) => isFinished(this.tasks.get(id)));
    if (oldest) this.remove(oldest);
  }

  #touch(id) {
    this.#changed.add(id);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => this.#flush());
  }

  #flush() {
    const detail = { changed: this.#changed, restructured: this.#restructured };
    this.#changed = new Set();
    this.#restructured = this.#scheduled = false;
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }
}
