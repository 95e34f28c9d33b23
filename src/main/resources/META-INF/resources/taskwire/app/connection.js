/** What the page says about its connection and its server; never that something is live when it is not. */
import { setText } from './dom.js';
import { clock, number, plural, visible } from './format.js';

/** @param {string} state of the client @param {{retryIn?: number}} detail @param {Date | null} lastLive */
export function connectionText(state, detail, lastLive) {
  if (state === 'open') return 'Live';
  if (state === 'closed' && detail.reason === 'refused') return 'Not signed in';
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

/** @param {{state: string, nodes: {name: string, state: string, running: number, pending: number}[]} | null} cluster */
export function clusterText(cluster) {
  return (cluster?.nodes ?? [])
    .map(({ name, state, running }) => `${visible(name, 60)} ${state === 'up' ? `${number(running)} running` : state}`)
    .join(' · ');
}

/** What to know of servers that do not share their tasks as usual; empty if all is well. */
export function clusterProblem(cluster) {
  if (!cluster) return '';
  const suspects = (cluster.nodes ?? []).filter(({ state }) => state === 'suspect').map(({ name }) => visible(name, 60));
  if (suspects.length) return `Nothing is heard of ${suspects.join(', ')}. Of its tasks this page may be told less than usual.`;
  return cluster.state === 'up' || cluster.state === 'draining'
    ? ''
    : 'The server does not reach what it shares with others. Of their tasks this page may be told less than usual.';
}

/** Shows both, and notices that the server was restarted. */
export class ConnectionView {
  #lastLive = null;
  #instance = null;

  /** @param {{state: Element, server: Element, nodes: Element, cluster: HTMLElement, body: HTMLElement}} elements */
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
    setText(this.elements.nodes, clusterText(server.cluster));
    const problem = clusterProblem(server.cluster);
    this.elements.cluster.hidden = !problem;
    setText(this.elements.cluster, problem);
    // Of several servers another one may have answered.
    if (!server.cluster && this.#instance && server.instance !== this.#instance) this.onRestart(server);
    this.#instance = server.instance;
  }
}
