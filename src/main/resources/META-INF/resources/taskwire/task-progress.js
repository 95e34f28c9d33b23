/**
 * `<task-progress src="…/stream" label="Import">`: one task's bar and text, live.
 *
 * It sends the events `task-started`, `task-progress`, `task-completed`, `task-failed`, `task-cancelled` and
 * `task-connection` (`detail`: what the handlers of `watch` get), which bubble. Without `src` it shows what is assigned to its
 * property `progress`. Styled by `--task-progress-color`, `--task-progress-done`, `--task-progress-failed`,
 * `--task-progress-track`, `--task-progress-height`, `--task-progress-radius`, and the parts `track`, `bar`, `text`, `value`.
 *
 * Where there is no document, as where pages are made on a server, it can be imported and does nothing.
 */
import { isTerminal, watch } from './taskwire.js';

const STYLE = `
  :host { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .2em .6em; font-variant-numeric: tabular-nums; }
  :host([hidden]) { display: none; }
  .track {
    grid-column: 1 / -1; overflow: hidden; height: var(--task-progress-height, .375rem);
    border-radius: var(--task-progress-radius, 1rem); background: var(--task-progress-track, #8883);
  }
  .bar {
    height: 100%; border-radius: inherit; background: var(--task-progress-color, #0b7285);
    transform: translateX(calc((var(--value) - 1) * 100%)); transition: transform .25s linear;
  }
  :host([data-status=completed]) .bar { background: var(--task-progress-done, #2b8a3e); }
  :host([data-status=failed]) .bar { background: var(--task-progress-failed, #c92a2a); }
  :host([data-status=cancelled]) .bar { background: var(--task-progress-cancelled, #868e96); }
  .text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; unicode-bidi: isolate; min-height: 1.4em; }
  .value { min-width: 4.5ch; text-align: end; }
  @media (prefers-reduced-motion: reduce) { .bar { transition: none; } }
  @media (forced-colors: active) {
    .track { outline: 1px solid CanvasText; outline-offset: -1px; }
    .bar { background: CanvasText !important; }
  }
`;
let style = null;

/** One sheet for all elements. */
function styleSheet() {
  if (!style) {
    style = new CSSStyleSheet();
    style.replaceSync(STYLE);
  }
  return style;
}

const WORDS = { pending: 'Waiting', running: 'Running', completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' };

/** One task's progress: `text` as the task said it, `value` from 0 to 1, `status` as in the task's JSON. */
export class TaskProgress extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['src', 'label'];
  #state = { text: '', value: 0, status: 'pending' };
  #aborter = null;
  #seen = 0;
  #ended = false;
  #parts = {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styleSheet()];
    for (const [name, parent] of [['track', root], ['bar', 'track'], ['text', root], ['value', root]]) {
      const element = document.createElement('div');
      element.className = name;
      element.setAttribute('part', name);
      (this.#parts[parent] ?? parent).append(element);
      this.#parts[name] = element;
    }
    this.#parts.text.dir = 'auto';
  }

  /** What is shown; assigning merges. @type {{text?: string, value?: number, status?: string}} */
  get progress() {
    return { ...this.#state };
  }

  set progress(progress) {
    Object.assign(this.#state, progress);
    if (this.isConnected) this.#render();
  }

  connectedCallback() {
    if (!this.hasAttribute('role')) this.setAttribute('role', 'progressbar');
    this.setAttribute('aria-valuemin', '0');
    this.setAttribute('aria-valuemax', '100');
    this.#render();
    this.#connect();
  }

  disconnectedCallback() {
    // An element that is only moved is back in the document by then.
    queueMicrotask(() => this.isConnected || this.#disconnect());
  }

  /** `moveBefore` changes nothing. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === 'label') return this.isConnected && this.#render();
    this.#disconnect();
    this.#seen = 0;
    this.#ended = false;
    if (!this.isConnected) return;
    this.#state = { text: '', value: 0, status: 'pending' };
    this.#render();
    this.#connect();
  }

  #disconnect() {
    this.#aborter?.abort();
    this.#aborter = null;
  }

  #connect() {
    const src = this.getAttribute('src');
    if (!src || this.#aborter || this.#ended) return;
    this.#aborter = new AbortController();
    watch(src, {
      signal: this.#aborter.signal,
      after: this.#seen,
      onEvent: (event) => {
        this.#seen = event.sequence;
        this.#ended = isTerminal(event);
      },
      onStarted: (event) => this.#show({ status: 'running' }, 'task-started', { event }),
      onProgress: (progress, event) => this.#show({ status: 'running', ...progress }, 'task-progress', { ...progress, event }),
      onCompleted: (result, event) => this.#show({ status: 'completed', value: 1 }, 'task-completed', { result, event }),
      onFailed: (failure, event) =>
        this.#show({ status: 'failed', text: failure.error }, 'task-failed', { ...failure, event }),
      onCancelled: (result, event) => this.#show({ status: 'cancelled' }, 'task-cancelled', { result, event }),
      onConnection: (state, detail) => this.#show({}, 'task-connection', { state, ...detail }),
    });
  }

  #show(progress, type, detail) {
    this.progress = progress;
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  #render() {
    const { text, value, status } = this.#state;
    const shown = status === 'completed' ? 1 : value;
    // 0.29 is a little less as a double.
    const whole = shown >= 1 ? 100 : Math.min(99, Math.floor(shown * 100 + 1e-9));
    const percent = `${whole} %`;
    this.dataset.status = status;
    this.#parts.bar.style.setProperty('--value', shown);
    this.#set(this.#parts.text, text || WORDS[status] || '');
    this.#set(this.#parts.value, status === 'pending' ? '' : percent);
    this.setAttribute('aria-label', this.getAttribute('label') ?? 'Progress');
    this.setAttribute('aria-valuetext', text ? `${percent}, ${text.slice(0, 200)}` : `${percent}, ${WORDS[status] ?? status}`);
    if (status === 'pending') this.removeAttribute('aria-valuenow');
    else this.setAttribute('aria-valuenow', whole);
  }

  #set(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
}

// Two copies of this file may be in one page: the first one counts.
if (globalThis.customElements && !customElements.get('task-progress')) customElements.define('task-progress', TaskProgress);
