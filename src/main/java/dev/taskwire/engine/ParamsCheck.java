package dev.taskwire.engine;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Validates parameters with Jakarta Validation 3.0. Thread-safe. */
final class ParamsCheck implements Consumer<@Nullable Object> {
  private final Validator validator;

  ParamsCheck(Validator validator) {
    this.validator = validator;
  }

  @Override
  public void accept(@Nullable Object params) {
    if (params == null) {
      return;
    }
    Set<ConstraintViolation<Object>> violations = validator.validate(params);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
  }
}
