package dev.taskwire.engine;

import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.stream.TaskFeed;

/** Cancels and removes tasks, whichever server has them. Thread-safe. */
final class TaskControl {
  private final TaskStore store;
  private final SharedTasks shared;
  private final TaskLifecycle lifecycle;
  private final TaskFeed feed;
  private final LocalTasks server;

  TaskControl(
      TaskStore store,
      SharedTasks shared,
      TaskLifecycle lifecycle,
      TaskFeed feed,
      LocalTasks server) {
    this.store = store;
    this.shared = shared;
    this.lifecycle = lifecycle;
    this.feed = feed;
    this.server = server;
  }

  /** Whether the task was still to be cancelled. */
  boolean cancel(String taskId) {
    TaskExecution own = store.find(taskId);
    Cancellation effect;
    if (!shared.isAlone()) {
      effect = shared.cancel(taskId);
    } else {
      effect = own == null ? Cancellation.TOO_LATE : lifecycle.cancel(own);
    }
    if (effect == Cancellation.REQUESTED && own != null) {
      feed.updated(taskId, own.owner());
    }
    return effect != Cancellation.TOO_LATE;
  }

  /** Whether the task was there, and over. */
  boolean remove(String taskId) {
    if (shared.isAlone()) {
      TaskExecution own = store.find(taskId);
      return own != null && server.remove(own);
    }
    boolean removed = shared.remove(taskId);
    if (removed) {
      server.removed(taskId);
    }
    return removed;
  }
}
