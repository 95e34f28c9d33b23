package dev.taskwire.data;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotated text is the path of a readable regular file inside {@code tasks.data-dir}, relative
 * to it.
 *
 * <p>Every violation has the same message, whether or not something is there: an answer tells
 * nothing about the rest of the file system. {@code null} and blank texts are valid; combine with
 * {@code @NotBlank}.
 */
@Documented
@Constraint(validatedBy = DataFileValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface DataFile {
  /** The message of a violation. */
  String message() default "must be the path of a readable file inside the data directory";

  /** The groups of validation that the constraint belongs to. */
  Class<?>[] groups() default {};

  /** What a client of validation attaches to the constraint. */
  Class<? extends Payload>[] payload() default {};
}
