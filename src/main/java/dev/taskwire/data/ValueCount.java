package dev.taskwire.data;

import java.util.Objects;

/**
 * How often a value occurs in its column.
 *
 * @param value the value
 * @param count its occurrences
 */
public record ValueCount(String value, long count) {
  /** Checks that nothing is missing. */
  public ValueCount {
    Objects.requireNonNull(value, "value");
  }
}
