package dev.taskwire.engine;

/**
 * Told what happens to tasks, in order for each task, on the thread on which it happens.
 * Implementations are thread-safe and must not block.
 */
public interface TaskListener {
  /** Does nothing. */
  TaskListener NONE = new TaskListener() {};

  /** A task was accepted. */
  default void accepted(TaskFacts task) {}

  /** A start was refused: the queue is full or the server is stopping. */
  default void rejected(String type) {}

  /** A worker began to execute the task. */
  default void started(TaskFacts task) {}

  /** The task has its terminal event. */
  default void finished(TaskFacts task) {}
}
