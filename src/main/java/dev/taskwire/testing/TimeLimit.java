package dev.taskwire.testing;

import dev.taskwire.TaskType;
import java.time.Duration;

/** The limit of running time that a server would apply, by its default configuration. */
final class TimeLimit {
  private static final Duration DEFAULT = Duration.ofMinutes(5);

  private TimeLimit() {}

  static Duration of(Class<?> taskClass) {
    TaskType type = taskClass.getAnnotation(TaskType.class);
    return type == null || type.timeout().isEmpty() ? DEFAULT : Duration.parse(type.timeout());
  }
}
