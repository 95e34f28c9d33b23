package dev.taskwire.engine;

import java.time.Duration;

/**
 * Told what happens to tasks, on the thread on which it happens. Implementations are thread-safe
 * and must not block; what they throw is logged and changes nothing.
 *
 * <p>Every CDI bean of this type is told. A task is accepted first; a task that is ended from
 * outside in the moment in which it starts may be finished before it is started.
 */
public interface TaskListener {
  /** A task was accepted. */
  default void accepted(TaskFacts task) {}

  /** A start was refused: the queue is full, memory is short or the server is stopping. */
  default void rejected(String type) {}

  /** A worker began to execute the task. */
  default void started(TaskFacts task) {}

  /** The task has its terminal event. */
  default void finished(TaskFacts task) {}

  /** A second has passed. */
  default void ticked() {}

  /** Whether so much is still to be told to others that no new task should be taken on. */
  default boolean isBehind() {
    return false;
  }

  /** Whether nothing is left to be told to others. */
  default boolean isQuiet() {
    return true;
  }

  /** How long a wake-up waited until a thread wrote to event streams: a sample each second. */
  default void deliverySampled(Duration delay) {}
}
