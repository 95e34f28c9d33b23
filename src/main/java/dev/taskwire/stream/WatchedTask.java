package dev.taskwire.stream;

import org.jspecify.annotations.Nullable;

/** A task as those see it who watch many. Thread-safe. */
public interface WatchedTask {
  /** The task's id. */
  String id();

  /** Who started it; {@code null} if nobody is known. */
  @Nullable String owner();

  /** Wakes those who watch its log. */
  TaskBroadcaster broadcaster();

  /** The task as it is now: one line of escaped JSON. */
  byte[] json();

  /** The same where many are told of: without its result, if that is large. */
  byte[] summary();
}
