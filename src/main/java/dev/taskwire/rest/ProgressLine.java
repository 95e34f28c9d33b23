package dev.taskwire.rest;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.engine.TaskView;
import dev.taskwire.stream.ProgressText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws how a task gets on as one line of a terminal that redraws itself (ECMA-48: carriage return,
 * erase in line), and ends it with the outcome. Thread-safe.
 */
final class ProgressLine implements ProgressText {
  private static final String REDRAW = "\r\u001b[K";
  private static final int BAR = 20;

  /** With the bar it fits the 80 columns of a terminal: a line that wraps cannot be redrawn. */
  private static final int MOST_CHARACTERS = 50;

  private final TaskView task;

  ProgressLine(TaskView task) {
    this.task = task;
  }

  @Override
  public String draw(boolean last) {
    return draw(task.info(), last);
  }

  static String draw(TaskInfo info, boolean last) {
    double value = info.status() == TaskStatus.COMPLETED ? 1 : info.progress().value();
    int filled = (int) (value * BAR);
    String bar = "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]";
    String percent = String.format(Locale.ROOT, " %3d%%  ", (int) (value * 100));
    return REDRAW
        + bar
        + percent
        + (last ? outcome(info) + "\n" : shown(info.progress().text(), MOST_CHARACTERS));
  }

  private static String outcome(TaskInfo info) {
    String end = info.status().wireName() + after(info.runningSince(), info.endTime());
    String error = info.error();
    return error == null ? end : end + ": " + shown(error, Integer.MAX_VALUE);
  }

  private static String after(@Nullable Instant start, @Nullable Instant end) {
    if (start == null || end == null) {
      return "";
    }
    long millis = Math.max(0, Duration.between(start, end).toMillis());
    return String.format(Locale.ROOT, " after %d.%d s", millis / 1000, millis % 1000 / 100);
  }

  /** Text that moves no cursor and turns no direction. */
  private static String shown(String text, int most) {
    int[] harmless = text.codePoints().filter(ProgressLine::isHarmless).toArray();
    return harmless.length <= most
        ? new String(harmless, 0, harmless.length)
        : new String(harmless, 0, most - 1) + "…";
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
