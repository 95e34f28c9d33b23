package dev.taskwire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a task failed: the data of a {@code task_failed} event.
 *
 * @param error a sentence for a person
 * @param code {@code task_failed}, {@code timeout}, {@code result_unserializable}, {@code
 *     result_too_large} or {@code shutdown}
 * @param traceback the stack trace, only with {@code tasks.expose-stack-traces=true}; left out of
 *     the JSON if {@code null}
 */
public record TaskFailure(String error, String code, @Nullable String traceback) {
  /** Checks that nothing is missing. */
  public TaskFailure {
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(code, "code");
  }
}
