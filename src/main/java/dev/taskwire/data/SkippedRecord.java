package dev.taskwire.data;

import java.util.Objects;

/**
 * A record that was left out.
 *
 * @param line the line of the file where it starts, from 1
 * @param reason a sentence for a person
 */
public record SkippedRecord(long line, String reason) {
  /** Checks that nothing is missing. */
  public SkippedRecord {
    Objects.requireNonNull(reason, "reason");
  }
}
