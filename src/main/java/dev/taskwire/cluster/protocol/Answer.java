package dev.taskwire.cluster.protocol;

/** What the engine says to a conditional write. */
public enum Answer {
  /** It is written. */
  DONE,
  /** It had been written before, by this very write; what comes with the answer is current. */
  REPEATED,
  /** The task, or the server itself, is another's now; nothing was written. */
  FENCED,
  /** The task has ended otherwise; nothing was written. */
  ENDED,
  /**
   * The writer did not know of something that is recorded: a later sequence, a cancel. Nothing was
   * written; it decides again, with what comes with the answer.
   */
  BEHIND,
  /** The engine knows no such task or server: it never did, or it has lost it, or it is over. */
  UNKNOWN,
  /** As many tasks are waiting as may; nothing was written. */
  FULL,
  /** The task has not finished; nothing was written. */
  OPEN
}
