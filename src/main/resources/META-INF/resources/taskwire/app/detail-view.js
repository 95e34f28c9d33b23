/** One task in full, watched live. */
import { getTask, streamUrl } from './api.js';
import { CancelStepsView, cancelSteps } from './cancel-steps.js';
import { Chart } from './chart.js';
import { client } from './client.js';
import { h, setText } from './dom.js';
import { WORDS, clock, duration, fullTime, queueText, shortId, visible } from './format.js';
import { leftText, timeText } from './list-view.js';
import { Replay } from './replay.js';
import { resultView } from './result-view.js';
import { isFinished } from './store.js';
import { Timeline } from './timeline.js';

/** The view of one task; `close` ends its watch. */
export class DetailView {
  #aborter = new AbortController();
  #scheduled = false;
  #shownResult = undefined;
  #asksForResult = false;
  #task = null;

  /** @param {{store: Store, now: () => number, server: () => object | null, actions: object, params: (id: string) => unknown}} page */
  constructor(id, page) {
    Object.assign(this, { id, page });
    this.timeline = new Timeline();
    this.chart = new Chart();
    this.steps = new CancelStepsView();
    this.replay = new Replay((time) => this.#replayAt(time));
    this.heading = h('h2', { tabindex: '-1', id: 'task-title' }, h('bdi', { text: 'Task' }), ' ', h('span', { class: 'id', text: shortId(id) }));
    this.status = h('span', { class: 'status' });
    this.button = h('button', { type: 'button', onclick: () => page.actions.act(this.#task), hidden: true });
    this.notice = h('p', { class: 'notice', hidden: true, role: 'status' });
    this.bar = h('task-progress', { class: 'large', label: 'Progress' });
    this.time = h('span', {});
    this.left = h('span', {});
    this.facts = h('dl', { class: 'facts card' });
    this.outcome = section('Result');
    this.params = section('Parameters');
    const times = h('p', { class: 'row-times' }, this.time, this.left);
    this.progress = h('section', { class: 'card' }, this.bar, times, this.chart.element, this.chart.scale, this.replay.element);
    this.events = h('section', { class: 'card' }, h('h3', { text: 'Events' }), this.timeline.element);
    this.element = h(
      'article',
      { class: 'detail unknown', 'aria-labelledby': 'task-title' },
      h('a', { href: '#/', class: 'back', text: '← All tasks' }),
      h('header', { class: 'detail-head' }, this.heading, this.status, this.button),
      this.notice,
      this.steps.element,
      h('div', { class: 'detail-top' }, this.progress, this.facts),
      this.outcome,
      this.params,
      this.events,
    );
    this.onChange = ({ detail }) => detail.changed.has(id) && this.#render();
    page.store.addEventListener('change', this.onChange);
    this.#load();
    client.watch(streamUrl(id), { signal: this.#aborter.signal, onEvent: (event) => this.#add(event) });
  }

  close() {
    this.#aborter.abort();
    this.replay.stop();
    this.page.store.removeEventListener('change', this.onChange);
  }

  async #load() {
    try {
      const task = await getTask(this.id, this.#aborter.signal);
      this.page.store.put(task);
    } catch (error) {
      if (this.#aborter.signal.aborted) return;
      if (!this.#task) this.#say(error.message);
    }
  }

  #say(text) {
    this.notice.hidden = !text;
    setText(this.notice, text);
  }

  #add(event) {
    this.timeline.add(event);
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.timeline.render();
      this.#drawChart();
    });
  }

  #render() {
    const task = this.page.store.tasks.get(this.id);
    if (!task) {
      this.button.hidden = true;
      if (this.#task) this.#say('This task was removed. What is shown here is what this page last knew of it.');
      return;
    }
    this.#task = task;
    this.element.classList.remove('unknown');
    const now = this.page.now();
    const finished = isFinished(task);
    const stopping = task.cancel_requested && !finished;
    setText(this.heading.firstElementChild, visible(task.title ?? task.type, 200));
    setText(this.status, stopping ? 'Stopping' : WORDS[task.status]);
    this.status.dataset.status = stopping ? 'stopping' : task.status;
    this.bar.progress = { status: task.status, value: task.progress.value, text: visible(task.progress.text) };
    setText(this.time, lastingText(task, now));
    setText(this.left, leftText(task, now));
    this.button.hidden = false;
    this.button.setAttribute('aria-disabled', stopping);
    setText(this.button, finished ? 'Remove' : 'Cancel');
    this.steps.show(cancelSteps(task, this.page.server(), now));
    this.#showFacts(task);
    this.#showOutcome(task, finished);
    this.#drawChart();
  }

  #showFacts(task) {
    const facts = [['Accepted', task.start_time], ['Started', task.running_since], ['Ended', task.end_time]];
    const { node = null, attempt = 1 } = task;
    const key = JSON.stringify([facts, node, attempt]);
    if (key === this.factsKey) return;
    this.factsKey = key;
    const waited = task.running_since && Date.parse(task.running_since) - Date.parse(task.start_time);
    const items = [fact('Type', h('bdi', { text: visible(task.type, 200) }))];
    items.push(...facts.map(([name, at]) => fact(name, at ? h('time', { datetime: at, title: fullTime(at), text: clock(at) }) : '–')));
    items.push(fact('Waited', task.running_since ? duration(waited) : '–'), fact('Id', h('code', { text: this.id })));
    if (node) items.push(fact('Server', h('bdi', { text: visible(node, 120) })));
    if (attempt > 1) items.push(fact('Attempt', `${attempt}`));
    this.facts.replaceChildren(...items);
    const params = task.params ?? this.page.params(this.id);
    this.params.hidden = params === null || params === undefined;
    if (!this.params.hidden) this.params.lastElementChild.replaceChildren(resultView(params));
  }

  #showOutcome(task, finished) {
    const outcome = task.status === 'failed' ? task.error : task.result;
    // Lists leave out a large result.
    const isMissing = task.status !== 'failed' && outcome === null && task.result_bytes > 4;
    if (finished && isMissing && !this.#asksForResult) {
      this.#asksForResult = true;
      this.#load();
    }
    this.outcome.hidden = !finished || isMissing;
    if (this.outcome.hidden || this.#shownResult === outcome) return;
    this.#shownResult = outcome;
    this.outcome.classList.toggle('failure', task.status === 'failed');
    setText(this.outcome.firstElementChild, task.status === 'failed' ? 'Error' : 'Result');
    this.outcome.lastElementChild.replaceChildren(resultView(outcome));
  }

  #span() {
    const events = this.timeline.events;
    const first = this.#task?.running_since ?? events[0]?.timestamp;
    const from = Date.parse(first);
    const last = this.#task?.end_time ?? (this.#task && isFinished(this.#task) ? events.at(-1)?.timestamp : null);
    return [from, last ? Date.parse(last) : Math.max(this.page.now(), Date.parse(events.at(-1)?.timestamp ?? first))];
  }

  #drawChart() {
    if (this.replayTime) return;
    const [from, to] = this.#span();
    const hasRun = Number.isFinite(from) && Boolean(this.#task?.running_since);
    this.chart.hide(!hasRun);
    if (!hasRun) return;
    this.chart.show(this.timeline.points(), from, to);
    if (this.#task && isFinished(this.#task) && this.timeline.events.length > 2) this.replay.offer(from, to);
  }

  #replayAt(time) {
    this.replayTime = time;
    this.timeline.mark(time);
    if (time === null) return this.#render();
    const [from, to] = this.#span();
    this.chart.show(this.timeline.points(), from, to, time);
    const event = this.timeline.events.findLast((each) => each.event_type === 'progress_update' && Date.parse(each.timestamp) <= time);
    this.bar.progress = { status: 'running', value: event?.data.value ?? 0, text: visible(event?.data.text ?? '') };
  }
}

function lastingText(task, now) {
  const text = timeText(task, now);
  if (task.status === 'pending') return queueText(task.position);
  if (!task.running_since) return text;
  return isFinished(task) ? `ran ${text}` : `running for ${text}`;
}

function section(title) {
  return h('section', { class: 'card', hidden: true }, h('h3', { text: title }), h('div', {}));
}

function fact(name, value) {
  return h('div', {}, h('dt', { text: name }), h('dd', {}, value));
}
