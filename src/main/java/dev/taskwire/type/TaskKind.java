package dev.taskwire.type;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a task's class says of its tasks.
 *
 * @param name the name of their type: that of the {@link TaskType}, or the class's simple name
 * @param timeout their own limit of running time, zero for none; {@code null} if the configured one
 *     applies
 * @param paramsType what {@code P} is; {@link Object} if the class leaves that open
 */
public record TaskKind(String name, @Nullable Duration timeout, Type paramsType) {
  /**
   * Reads a class.
   *
   * @throws IllegalStateException with a sentence, if its timeout is invalid
   */
  static TaskKind of(Class<?> taskClass) {
    TaskType annotation = annotationOf(taskClass);
    return new TaskKind(
        annotation != null ? annotation.value() : simpleName(taskClass),
        annotation != null ? timeout(taskClass, annotation) : null,
        paramsTypeOf(taskClass));
  }

  /** Whether the tasks cannot do without parameters, as far as the class tells. */
  public boolean needsParams() {
    return paramsType != Void.class && paramsType != Object.class;
  }

  /** The annotation of a task's class; {@code null} if it has none. */
  static @Nullable TaskType annotationOf(Class<?> taskClass) {
    // a class that a container derived from the author's carries no annotation of its own
    Class<?> declared = taskClass;
    while (declared != null && declared != BaseTask.class) {
      TaskType annotation = declared.getAnnotation(TaskType.class);
      if (annotation != null) {
        return annotation;
      }
      declared = declared.getSuperclass();
    }
    return null;
  }

  private static String simpleName(Class<?> taskClass) {
    Class<?> declared = taskClass;
    while (declared.getSuperclass() != BaseTask.class
        && (declared.isAnonymousClass() || declared.getName().contains("$$"))) {
      declared = declared.getSuperclass();
    }
    String name = declared.getSimpleName();
    return name.isEmpty() ? "anonymous" : name;
  }

  private static @Nullable Duration timeout(Class<?> taskClass, TaskType annotation) {
    if (annotation.timeout().isEmpty()) {
      return null;
    }
    try {
      Duration timeout = Duration.parse(annotation.timeout());
      if (!timeout.isNegative() && timeout.toDays() <= 36_500) {
        return timeout;
      }
    } catch (DateTimeParseException notADuration) {
      // refused below, with the same sentence as a negative one
    }
    throw new IllegalStateException(
        "The timeout \"%s\" of the task type \"%s\" (%s) must be an ISO-8601 duration such as PT10M."
            .formatted(annotation.timeout(), annotation.value(), taskClass.getName()));
  }

  /**
   * What {@code P} is, found by walking up to {@link BaseTask} and replacing type variables on the
   * way.
   */
  private static Type paramsTypeOf(Class<?> taskClass) {
    Type params = BaseTask.class.getTypeParameters()[0];
    Class<?> current = taskClass;
    ArrayDeque<Type> path = new ArrayDeque<>();
    while (current != BaseTask.class) {
      path.push(current.getGenericSuperclass());
      current = current.getSuperclass();
    }
    for (Type superclass : path) {
      if (params instanceof TypeVariable<?> variable
          && superclass instanceof ParameterizedType parameterized) {
        params = argument(parameterized, variable);
      }
    }
    return params instanceof TypeVariable<?> ? Object.class : params;
  }

  private static Type argument(ParameterizedType type, TypeVariable<?> variable) {
    TypeVariable<?>[] declared = ((Class<?>) type.getRawType()).getTypeParameters();
    for (int i = 0; i < declared.length; i++) {
      if (declared[i].equals(variable)) {
        return type.getActualTypeArguments()[i];
      }
    }
    return variable;
  }
}
