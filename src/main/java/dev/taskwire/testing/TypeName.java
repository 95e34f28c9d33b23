package dev.taskwire.testing;

import dev.taskwire.TaskType;

/** The name that a task's type has on a server. */
final class TypeName {
  private TypeName() {}

  static String of(Class<?> taskClass) {
    TaskType type = taskClass.getAnnotation(TaskType.class);
    return type == null ? taskClass.getSimpleName() : type.value();
  }
}
