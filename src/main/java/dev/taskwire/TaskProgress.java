package dev.taskwire;

import java.util.Objects;

/**
 * How far a task says it is.
 *
 * @param text the last text; {@code ""} at first
 * @param value the last value, 0.0 to 1.0; 0.0 at first
 */
public record TaskProgress(String text, double value) {
  /** The progress of a task that has not reported any. */
  public static final TaskProgress NONE = new TaskProgress("", 0.0);

  /** Checks the range. */
  public TaskProgress {
    Objects.requireNonNull(text, "text");
    if (!(value >= 0.0 && value <= 1.0)) {
      throw new IllegalArgumentException("value must be from 0.0 to 1.0, but was " + value);
    }
  }
}
