package dev.taskwire;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers a {@link BaseTask} class under a name, which makes {@code POST /api/tasks} able to
 * start it.
 *
 * <p>The annotated class is concrete and needs a constructor that CDI can call. An invalid or
 * duplicate name or a malformed timeout stops the deployment with a sentence that names the class.
 */
@Stereotype
@Dependent
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TaskType {
  /**
   * The name of the type, for example {@code data-processing}: 1 to 64 letters, digits, {@code -},
   * {@code _} or {@code .}.
   */
  String value();

  /**
   * The limit of running time as an ISO-8601 duration, for example {@code PT10M}; {@code PT0S} for
   * none. Empty: {@code tasks.task-timeout} applies.
   */
  String timeout() default "";

  /** What the task does, in a sentence for the people who start it. */
  String description() default "";

  /**
   * The boolean configuration key that switches the type on, for example {@code
   * tasks.demo-enabled}. Empty: the type is always on.
   */
  String enabledBy() default "";

  /**
   * Whether the work may be done again. If the server that runs such a task is lost, and servers
   * share their tasks ({@code tasks.cluster}), the task begins anew on another one, with another
   * {@code task_started}; {@code attempt} counts. Otherwise it ends with {@code node_lost}.
   */
  boolean restartable() default false;
}
