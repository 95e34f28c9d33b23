package dev.taskwire.type;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskType;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
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
  public static TaskTypes of(
      Collection<Class<? extends BaseTask<?, ?>>> classes, Predicate<String> isEnabled) {
    Map<String, RegisteredType> types = new TreeMap<>();
    for (Class<? extends BaseTask<?, ?>> taskClass : classes) {
      TaskType annotation = TaskKind.annotationOf(taskClass);
      if (annotation == null
          || !annotation.enabledBy().isEmpty() && !isEnabled.test(annotation.enabledBy())) {
        continue;
      }
      put(types, register(taskClass, annotation));
    }
    return new TaskTypes(types);
  }

  private static void put(Map<String, RegisteredType> types, RegisteredType type) {
    RegisteredType other = types.put(type.name(), type);
    if (other != null && other.taskClass() != type.taskClass()) {
      throw new IllegalStateException(
          "The task type \"%s\" is declared twice, by %s and by %s."
              .formatted(type.name(), other.taskClass().getName(), type.taskClass().getName()));
    }
  }

  /**
   * These and others.
   *
   * @throws IllegalStateException with a sentence, if a name is used twice
   */
  public TaskTypes with(TaskTypes others) {
    Map<String, RegisteredType> types = new TreeMap<>(byName);
    others.all().forEach(type -> put(types, type));
    return new TaskTypes(types);
  }

  /** The type that this class is registered as; {@code null} if it is not. */
  public @Nullable RegisteredType of(Class<?> taskClass) {
    for (RegisteredType type : byName.values()) {
      if (type.taskClass() == taskClass) {
        return type;
      }
    }
    return null;
  }

  /** The names of all. */
  public Set<String> nameSet() {
    return byName.keySet();
  }

  /** The names of all, as a text. */
  public String names() {
    return String.join(", ", byName.keySet());
  }

  /** All types, by name. */
  public Collection<RegisteredType> all() {
    return byName.values();
  }

  /** The type of this name; {@code null} if there is none. */
  public @Nullable RegisteredType find(String name) {
    return byName.get(name);
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
    TaskKind kind = TaskKind.of(taskClass);
    return new RegisteredType(
        annotation.value(),
        taskClass,
        kind.paramsType(),
        kind.timeout(),
        annotation.description(),
        annotation.restartable());
  }
}
