package dev.taskwire.rest;

import dev.taskwire.TaskInfo;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.ProgressText;
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
  private static final int MOST_CELLS = 50;

  private final TaskView task;

  ProgressLine(TaskView task) {
    this.task = task;
  }

  @Override
  public String draw(boolean last) {
    return draw(task.title(), task.info(), last);
  }

  static String draw(@Nullable String title, TaskInfo info, boolean last) {
    double value = ProgressWords.value(info);
    int filled = (int) (value * BAR + 1e-9);
    String bar = "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]";
    String name = ProgressWords.prefix(title);
    String percent = String.format(Locale.ROOT, " %3d%%  ", ProgressWords.percent(value));
    return REDRAW
        + bar
        + percent
        + (last
            ? TerminalText.harmless(name) + ProgressWords.outcome(info) + "\n"
            : TerminalText.fitting(name + info.progress().text(), MOST_CELLS));
  }
}
