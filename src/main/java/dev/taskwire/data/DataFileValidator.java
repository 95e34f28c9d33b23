package dev.taskwire.data;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link DataFile} against the configured data directory. Thread-safe. */
public final class DataFileValidator implements ConstraintValidator<DataFile, String> {
  /** Creates the validator. */
  public DataFileValidator() {}

  @Override
  public boolean isValid(@Nullable String filePath, ConstraintValidatorContext context) {
    return filePath == null
        || filePath.isBlank()
        || DataDirectory.configured().find(filePath).isPresent();
  }
}
