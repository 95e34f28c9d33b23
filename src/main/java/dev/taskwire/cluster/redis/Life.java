package dev.taskwire.cluster.redis;

/** How long things stay, in milliseconds. */
final class Life {
  /** What is open, and the lists: an hour after the last server has renewed them. */
  static final long OPEN = 3_600_000;

  private Life() {}
}
