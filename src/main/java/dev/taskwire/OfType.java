package dev.taskwire;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Narrows an observer to the tasks of one type: {@code void on(@ObservesAsync @OfType("import")
 * TaskEvent event)}. An observer without it is told of all.
 *
 * <p>An observer of {@link TaskEvent} is told of {@code task_started} and of the terminal event of
 * each task, never of progress: once each, in this order, after {@link TaskService#getTaskStatus}
 * shows it. It runs on a thread of its own: however long it takes, and whatever it throws, neither
 * a task nor another observer notices. Only asynchronous observers are told.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OfType {
  /** The name of the type, as {@link TaskInfo#type} has it. */
  String value();

  /** An {@code @OfType} that is made in a program. Immutable. */
  final class Literal extends AnnotationLiteral<OfType> implements OfType {
    private static final long serialVersionUID = 1L;

    private final String value;

    private Literal(String value) {
      this.value = value;
    }

    /** The qualifier of this type. */
    public static Literal of(String type) {
      return new Literal(type);
    }

    @Override
    public String value() {
      return value;
    }
  }
}
