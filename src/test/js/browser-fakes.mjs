/** What a browser has and Node has not, as far as the client needs it. */

/** Web Locks, exclusive ones. */
class FakeLocks {
  #holders = new Map();

  request(name, ...rest) {
    const [{ signal } = {}, callback] = rest.length > 1 ? rest : [undefined, rest[0]];
    const before = this.#holders.get(name) ?? Promise.resolve();
    let aborted = false;
    const dropped = new Promise((_, reject) => {
      const drop = () => {
        aborted = true;
        reject(new DOMException('aborted', 'AbortError'));
      };
      if (signal?.aborted) drop();
      signal?.addEventListener('abort', drop);
    });
    dropped.catch(() => {});
    const granted = before.then(() => (aborted ? undefined : callback({ name })));
    this.#holders.set(name, granted.catch(() => {}));
    // A lock that is held stays so: only waiting for it can be given up.
    return Promise.race([granted, before.then(() => granted), dropped]);
  }
}

/** Makes this process a window that others can hide and wake; returns what undoes that. */
export function beBrowser(origin, { locks = true } = {}) {
  const window = new EventTarget();
  const names = ['location', 'document', 'addEventListener', 'removeEventListener', 'navigator'];
  const before = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  const page = {
    location: new URL('/page/', origin),
    document: { baseURI: `${origin}/page/`, hidden: false },
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    navigator: locks ? { locks: new FakeLocks() } : {},
  };
  for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return {
    tell: (type) => window.dispatchEvent(new Event(type)),
    hide(hidden) {
      page.document.hidden = hidden;
      window.dispatchEvent(new Event('visibilitychange'));
    },
    undo() {
      for (const [name, property] of before) {
        if (property) Object.defineProperty(globalThis, name, property);
        else delete globalThis[name];
      }
    },
  };
}
