package dev.taskwire.cluster.protocol;

/** How closely a server watches a task. */
public enum WatchRate {
  /** At most four times a second, for streams of many tasks. */
  COARSE,
  /** As soon as there is something. */
  FULL
}
