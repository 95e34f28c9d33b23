package dev.taskwire.type;

import dev.taskwire.BaseTask;

/** Makes instances of task classes. Thread-safe. */
public interface TaskInstances {
  /**
   * Makes a fresh, injected instance.
   *
   * @throws IllegalArgumentException with a sentence, if that cannot be done
   */
  <T extends BaseTask<?, ?>> Created<T> create(Class<T> taskClass);

  /**
   * A new instance.
   *
   * @param task the instance
   * @param disposal destroys it
   */
  record Created<T>(T task, Runnable disposal) {}
}
