/** What the client knows of its browser: whether somebody looks at the page, and which other tabs there are. */

export const isHidden = () => globalThis.document?.hidden;

/** Until the signal fires: calls back when network or page come back, or the page is hidden. */
export const onWake = (signal, callback) =>
  ['online', 'pageshow', 'visibilitychange'].forEach((type) => globalThis.addEventListener?.(type, callback, { signal }));

/*
 * Browsers allow six connections to a host, so the tabs of an origin have one in common. Whoever holds the lock leads, and
 * listens for the others: they say on the bus what they want, hear it in their inbox, and hold a lock as long as they are there.
 */
export class Tabs {
  leads = false;
  #me = Math.random().toString(36);
  #gone = new AbortController();
  #inboxes = new Map();
  #isReady = false;
  #serves = false;

  /** Whether the browser has what it takes: locks only where the page came by HTTPS or from this computer. */
  static arePossible() {
    return Boolean(globalThis.location && globalThis.BroadcastChannel && globalThis.navigator?.locks);
  }

  /**
   * @param {string} name of the API
   * @param {object} channel told to `lead`, to `serve` another tab's listener, and to `hear` what the leader has for its own
   * @param {Set<object>} listeners of this tab
   * @param {number} patience in milliseconds, with a leader that does not answer
   */
  constructor(name, channel, listeners, patience) {
    Object.assign(this, { name, channel, listeners });
    const { signal } = this.#gone;
    const held = new Promise((resolve) => signal.addEventListener('abort', resolve));
    const hold = (lock, then) => this.#request(lock, () => (then(), held)).catch(() => this.#lead());
    this.bus = this.#open(name);
    this.bus.onmessage = ({ data }) => (data ? this.#serves && this.#serve(data) : this.wantAll());
    this.#open(name + this.#me).onmessage = ({ data }) => {
      clearTimeout(timer);
      if (!this.leads) channel.hear(...data);
    };
    // A leader may be held up, by a dialog in its tab: then this one goes on alone.
    const timer = setTimeout(() => this.#lead(), patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
    onWake(signal, () => isHidden() || this.wantAll());
    hold(name, () => {
      this.#serves = true;
      this.bus.postMessage(null);
      this.#lead();
    });
    hold(name + this.#me, () => {
      this.#isReady = true;
      this.wantAll();
    });
  }

  #open(name) {
    const opened = new BroadcastChannel(name);
    this.#gone.signal.addEventListener('abort', () => opened.close());
    return opened;
  }

  async #request(lock, then) {
    return navigator.locks.request(lock, { signal: this.#gone.signal }, then);
  }

  #lead() {
    if (this.leads || this.#gone.signal.aborted) return;
    this.leads = true;
    this.channel.lead();
  }

  /** Says again what this tab wants: a new leader does not know, the old one takes no notice. */
  wantAll() {
    this.listeners.forEach((listener) => this.want(listener));
  }

  /** Asks the leader for one listener, or for no more if it has ended. */
  want(listener) {
    if (this.leads || !this.#isReady) return;
    const { url, id, cursors, ended } = listener;
    listener.key ??= Math.random();
    this.bus.postMessage({ tab: this.#me, key: listener.key, url, id, cursors, ended });
  }

  #serve({ tab, key, url, id, cursors, ended }) {
    if (!this.#inboxes.has(tab)) {
      const wanted = new Map();
      this.#inboxes.set(tab, [this.#open(this.name + tab), wanted]);
      this.#request(this.name + tab, () => wanted.forEach((aborter) => aborter.abort())).catch(() => {});
    }
    const [inbox, wanted] = this.#inboxes.get(tab);
    // That somebody leads, even if there is nothing to tell while the server is away.
    inbox.postMessage([]);
    if (ended) wanted.get(key)?.abort();
    if (ended || wanted.has(key)) return;
    const aborter = new AbortController();
    const { signal } = aborter;
    const handlers = { signal };
    for (const name of ['onEvent', 'onConnection', 'onTaskList', 'onTask', 'onRemoved']) {
      handlers[name] = (...values) => signal.aborted || inbox.postMessage([key, name, ...values]);
    }
    wanted.set(key, aborter);
    this.channel.serve(handlers, url, id, cursors).then(() => wanted.delete(key));
  }

  /** Nobody listens here any more. */
  leave() {
    this.#gone.abort();
  }
}
