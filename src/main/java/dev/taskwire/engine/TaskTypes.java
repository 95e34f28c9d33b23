package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The task types that can be started by name. Immutable. */
public final class TaskTypes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Map<String, RegisteredType> byName;

  private TaskTypes(Map<String, RegisteredType> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Registers the classes that carry {@link TaskType}.
   *
   * @param isEnabled whether the boolean configuration key that a type names is true
   * @throws IllegalStateException with a sentence, if a name or a timeout is invalid or a name is
   *     used twice
   */
  static TaskTypes of(
      Collection<Class<? extends BaseTask<?, ?>>> classes, Predicate<String> isEnabled) {
    Map<String, RegisteredType> types = new TreeMap<>();
    for (Class<? extends BaseTask<?, ?>> taskClass : classes) {
      TaskType annotation = annotationOf(taskClass);
      if (annotation == null
          || !annotation.enabledBy().isEmpty() && !isEnabled.test(annotation.enabledBy())) {
        continue;
      }
      RegisteredType type = register(taskClass, annotation);
      RegisteredType other = types.put(type.name(), type);
      if (other != null && other.taskClass() != taskClass) {
        throw new IllegalStateException(
            "The task type \"%s\" is declared twice, by %s and by %s."
                .formatted(type.name(), other.taskClass().getName(), taskClass.getName()));
      }
    }
    return new TaskTypes(types);
  }

  /** All types, by name. */
  public Collection<RegisteredType> all() {
    return byName.values();
  }

  /** The type of this name; {@code null} if there is none. */
  public @Nullable RegisteredType find(String name) {
    return byName.get(name);
  }

  /** The name of a task's type: its {@link TaskType}, or its class's simple name. */
  static String nameOf(Class<?> taskClass) {
    TaskType annotation = annotationOf(taskClass);
    return annotation != null ? annotation.value() : simpleName(taskClass);
  }

  /** The limit that the class itself sets; {@code null} if it sets none. */
  static @Nullable Duration timeoutOf(Class<?> taskClass) {
    TaskType annotation = annotationOf(taskClass);
    return annotation == null ? null : timeout(taskClass, annotation);
  }

  private static RegisteredType register(
      Class<? extends BaseTask<?, ?>> taskClass, TaskType annotation) {
    if (!NAME.matcher(annotation.value()).matches()) {
      throw new IllegalStateException(
          "The task type \"%s\" of %s must be 1 to 64 letters, digits, '-', '_' or '.'."
              .formatted(annotation.value(), taskClass.getName()));
    }
    if (Modifier.isAbstract(taskClass.getModifiers())) {
      throw new IllegalStateException(
          "The task type \"%s\" is declared by %s, which is abstract."
              .formatted(annotation.value(), taskClass.getName()));
    }
    return new RegisteredType(
        annotation.value(),
        taskClass,
        paramsTypeOf(taskClass),
        timeout(taskClass, annotation),
        annotation.description());
  }

  private static @Nullable TaskType annotationOf(Class<?> taskClass) {
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
