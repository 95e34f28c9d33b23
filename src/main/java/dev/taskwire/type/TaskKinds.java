package dev.taskwire.type;

/**
 * What is known of task classes, read once each. Thread-safe; it keeps no class from being
 * unloaded.
 */
public final class TaskKinds extends ClassValue<TaskKind> {
  @Override
  protected TaskKind computeValue(Class<?> taskClass) {
    return TaskKind.of(taskClass);
  }
}
