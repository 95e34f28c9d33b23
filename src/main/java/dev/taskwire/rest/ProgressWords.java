package dev.taskwire.rest;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a terminal is told of a task: how far it is, and how it ended. */
final class ProgressWords {
  private ProgressWords() {}

  /** How far it is, from 0 to 1. */
  static double value(TaskInfo info) {
    return info.status() == TaskStatus.COMPLETED ? 1 : info.progress().value();
  }

  /**
   * The same in whole percent: 100 not before the end, and 29 for 0.29, which as a double is a
   * little less.
   */
  static int percent(double value) {
    return value >= 1 ? 100 : Math.min(99, (int) (value * 100 + 1e-9));
  }

  /** The outcome of a task that has ended. */
  static String outcome(TaskInfo info) {
    String end = info.status().wireName() + after(info.runningSince(), info.endTime());
    String error = info.error();
    return error == null ? end : end + ": " + TerminalText.harmless(error);
  }

  /** The title, to be put in front of what is said of the task. */
  static String prefix(@Nullable String title) {
    return title == null ? "" : title + ": ";
  }

  private static String after(@Nullable Instant start, @Nullable Instant end) {
    if (start == null || end == null) {
      return "";
    }
    long millis = Math.max(0, Duration.between(start, end).toMillis());
    return " after " + millis / 1000 + "." + millis % 1000 / 100 + " s";
  }
}
