package dev.taskwire.cluster.membership;

/** What a watcher gets that has seen events up to a number: on any server, whoever has the task. */
enum SimResume {
  /** Everything that is retained. */
  FROM_THE_START,
  /** What comes after its number, at once or when there is something. */
  AFTER,
  /** Nothing ever comes any more: 204, which ends a browser's reconnecting. */
  COMPLETE;

  /**
   * Decides.
   *
   * @param seen the number; 0 if it has seen nothing
   * @param last the newest sequence that is known here
   * @param ended whether that is the terminal event's
   */
  static SimResume of(long seen, long last, boolean ended) {
    if (seen <= 0) {
      return FROM_THE_START;
    }
    if (!ended) {
      // a server that is ahead of this one has shown it: what comes next is waited for, and is
      // higher
      return AFTER;
    }
    if (seen == last) {
      return COMPLETE;
    }
    return seen < last ? AFTER : FROM_THE_START;
  }
}
