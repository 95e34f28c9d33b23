/** A task's events as they come: the newest first, older progress left out when there is too much of it. */
import { h, setText } from './dom.js';
import { EVENT_WORDS, clock, duration, fullTime, number, percent, visible } from './format.js';

const MOST_SHOWN = 300;

export class Timeline {
  events = [];
  dropped = 0;
  #rendered = 0;

  constructor() {
    this.list = h('ol', { class: 'timeline', 'aria-label': 'Events, newest first', tabindex: '0' });
    this.note = h('p', { class: 'note', hidden: true });
    this.element = h('div', {}, this.list, this.note);
  }

  /** Keeps the event; `render` shows it. */
  add(event) {
    this.events.push(event);
    if (this.events.length > 4 * MOST_SHOWN) {
      // The life-cycle events stay, as in the server's log.
      const surplus = this.events.length - 2 * MOST_SHOWN;
      const kept = this.events.filter((each, i) => i >= surplus || each.event_type !== 'progress_update');
      this.dropped += this.events.length - kept.length;
      this.#rendered = Math.max(0, this.#rendered - (this.events.length - kept.length));
      this.events = kept;
    }
  }

  /** The reported progress, for the chart. */
  points() {
    return this.events
      .filter((event) => event.event_type === 'progress_update')
      .map((event) => ({ time: Date.parse(event.timestamp), value: event.data.value }));
  }

  /** Shows what was added since the last time. */
  render() {
    const from = Math.max(this.#rendered, this.events.length - MOST_SHOWN);
    const items = this.events.slice(from).map((event, i) => this.#item(event, this.events[from + i - 1]));
    this.list.prepend(...items.reverse());
    while (this.list.childElementCount > MOST_SHOWN) this.list.lastElementChild.remove();
    this.#rendered = this.events.length;
    const hidden = this.dropped + this.events.length - this.list.childElementCount;
    this.note.hidden = hidden === 0;
    setText(this.note, `${number(hidden)} earlier events are not shown.`);
  }

  /** Marks the newest event up to a time as current; `null` marks none. */
  mark(time) {
    let found = false;
    for (const item of this.list.children) {
      const isPast = time === null || Number(item.dataset.time) <= time;
      item.classList.toggle('future', !isPast);
      item.classList.toggle('current', time !== null && isPast && !found);
      found ||= isPast;
    }
  }

  #item(event, before) {
    const time = Date.parse(event.timestamp);
    const gap = before ? `+${duration(time - Date.parse(before.timestamp))}` : '';
    const item = h(
      'li',
      { class: 'event' },
      h('time', { datetime: event.timestamp, title: fullTime(event.timestamp), text: clock(event.timestamp) }),
      h('span', { class: 'event-gap', text: gap }),
      h('span', { class: 'event-type', text: EVENT_WORDS[event.event_type] ?? visible(event.event_type, 60) }),
      h('span', { class: 'event-value', text: event.data?.value === undefined ? '' : progressValue(event) }),
      h('bdi', { class: 'event-text', text: eventText(event) }),
    );
    item.dataset.type = event.event_type;
    item.dataset.time = time;
    return item;
  }
}

function progressValue(event) {
  return event.event_type === 'progress_update' ? percent(event.data.value) : '';
}

function eventText({ event_type, data }) {
  if (event_type === 'progress_update') return visible(data.text);
  return event_type === 'task_failed' ? visible(data.error) : '';
}
