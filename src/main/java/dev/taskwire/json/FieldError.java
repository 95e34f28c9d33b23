package dev.taskwire.json;

import java.util.Objects;

/**
 * What is wrong with one member of a JSON document.
 *
 * @param field the member's path in its JSON spelling, for example {@code params.batch_size} or
 *     {@code items[3].name}; {@code ""} for the document itself
 * @param message a sentence for a person
 */
public record FieldError(String field, String message) {
  /** Checks that nothing is missing. */
  public FieldError {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(message, "message");
  }
}
