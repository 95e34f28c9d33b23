/** What time it is on the server, whatever this computer's clock says: all times of tasks are the server's. */
export class ServerClock {
  #offset = null;
  #least = -Infinity;

  /** @param {() => number} [local] the clock of this computer */
  constructor(local = Date.now) {
    this.local = local;
  }

  /** The time of the server; of the newest event until the server has told its own. */
  now() {
    const offset = this.#offset ?? this.#least;
    return this.local() + (offset === -Infinity ? 0 : offset);
  }

  /** An event happened at this time of the server, or earlier than now. @param {string} timestamp */
  heard(timestamp) {
    this.#least = Math.max(this.#least, Date.parse(timestamp) - this.local());
  }

  /**
   * The server said what time it is, between a question and its answer: no two clocks can be compared more exactly.
   *
   * @param {string} time of the server
   * @param {number} asked of this computer, as all that follow
   */
  learn(time, asked, answered = this.local()) {
    const [least, most] = [Date.parse(time) - answered, Date.parse(time) - asked];
    if (!(most >= least)) return;
    this.#offset = this.#offset === null ? (least + most) / 2 : Math.min(Math.max(this.#offset, least), most);
  }
}
