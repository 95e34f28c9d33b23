/** Plays a finished task's timeline again: a slider over its time, and a button that moves it. */
import { h, setText } from './dom.js';
import { duration } from './format.js';

const LONGEST_MS = 12_000;

export class Replay {
  #playing = false;
  #position = 1;
  #range = [0, 0];

  /** @param {(time: number | null) => void} onTime told where the replay is; `null` when it is over */
  constructor(onTime) {
    this.onTime = onTime;
    this.button = h('button', { type: 'button', class: 'quiet', text: 'Replay', onclick: () => this.#toggle() });
    this.slider = h('input', { type: 'range', min: 0, max: 1000, value: 1000, 'aria-label': 'Time in the replay' });
    this.slider.addEventListener('input', () => {
      this.#playing = false;
      this.#go(this.slider.value / 1000);
    });
    this.time = h('span', { class: 'replay-time' });
    this.element = h('div', { class: 'replay', hidden: true }, this.button, this.slider, this.time);
  }

  /** Offers the replay of what happened between two times. */
  offer(from, to) {
    this.#range = [from, to];
    this.element.hidden = to <= from;
    this.#say();
  }

  stop() {
    this.#playing = false;
  }

  #toggle() {
    this.#playing = !this.#playing;
    if (this.#playing) {
      if (this.#position >= 1) this.#position = 0;
      this.#play();
    }
    this.#say();
  }

  #play() {
    const [from, to] = this.#range;
    const length = Math.min(to - from, LONGEST_MS);
    let before = performance.now();
    const step = (now) => {
      if (!this.#playing || !this.element.isConnected) return;
      this.#go(Math.min(1, this.#position + (now - before) / length));
      before = now;
      if (this.#position < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  #go(position) {
    const [from, to] = this.#range;
    this.#position = position;
    if (position >= 1) this.#playing = false;
    this.slider.value = Math.round(position * 1000);
    this.#say();
    this.onTime(position >= 1 ? null : from + position * (to - from));
  }

  #say() {
    const [from, to] = this.#range;
    const text = `${duration(this.#position * (to - from))} of ${duration(to - from)}`;
    setText(this.button, this.#playing ? 'Pause' : 'Replay');
    setText(this.time, text);
    this.slider.setAttribute('aria-valuetext', text);
  }
}
