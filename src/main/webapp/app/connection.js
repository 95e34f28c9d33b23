/** What the page says about its connection and its server; never that something is live when it is not. */
import { setText } from './dom.js';
import { clock, number, plural } from './format.js';

/** @param {string} state of the client @param {{retryIn?: number}} detail @param {Date | null} lastLive */
export function connectionText(state, detail, lastLive) {
  if (state === 'open') return 'Live';
  if (state === 'polling') return 'Live by polling';
  const since = lastLive ? ` – as of ${clock(lastLive)}` : '';
  return state === 'reconnecting' ? `Reconnecting${since}` : `Connecting${since}`;
}

/** @param {object} server as `/api/server` tells */
export function serverText({ running, max_workers, pending, max_pending, abandoned }) {
  const parts = [`${number(running)} of ${plural(max_workers, 'worker')} busy`];
  parts.push(pending ? `${number(pending)} waiting of at most ${number(max_pending)}` : 'none waiting');
  if (abandoned) parts.push(`${number(abandoned)} abandoned`);
  return parts.join(' · ');
}

/** Shows both, and notices that the server was restarted. */
export class ConnectionView {
  #lastLive = null;
  #instance = null;

  /** @param {{state: Element, server: Element, body: HTMLElement}} elements */
  constructor(elements, announcer, onRestart) {
    Object.assign(this, { elements, announcer, onRestart });
  }

  isLive = false;

  connection(state, detail) {
    const live = state === 'open' || state === 'polling';
    if (this.isLive && !live) this.#lastLive = new Date();
    const text = connectionText(state, detail, this.#lastLive);
    if (live && this.#lastLive) this.announcer.say('Connected again.');
    if (this.isLive && !live) this.announcer.say('The connection was lost; reconnecting.');
    if (live) this.#lastLive = null;
    this.isLive = live;
    this.elements.body.dataset.live = live;
    this.elements.state.dataset.state = live ? 'live' : 'waiting';
    setText(this.elements.state, text);
  }

  server(server) {
    setText(this.elements.server, serverText(server));
    if (this.#instance && server.instance !== this.#instance) this.onRestart(server);
    this.#instance = server.instance;
  }
}
