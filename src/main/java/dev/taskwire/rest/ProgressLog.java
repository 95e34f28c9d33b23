package dev.taskwire.rest;

import dev.taskwire.TaskInfo;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.ProgressText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a task gets on as lines for the log of a build, where nothing can be redrawn: one for
 * each percent, and one for a new text when the last line is a second old. Confined to the loop of
 * its stream.
 */
final class ProgressLog implements ProgressText {
  static final String FORM = "log";
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final TaskView task;
  private final LongSupplier nanoTime;
  private int percent = -1;
  private @Nullable String text;
  private long saidAt;

  ProgressLog(TaskView task, LongSupplier nanoTime) {
    this.task = task;
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean redraws() {
    return false;
  }

  @Override
  public String draw(boolean last) {
    TaskInfo info = task.info();
    return line(task.title(), info, last, Instant.now());
  }

  /** The line, or nothing if there is too little to say. */
  String line(@Nullable String title, TaskInfo info, boolean last, Instant now) {
    long nanos = nanoTime.getAsLong();
    int reached = ProgressWords.percent(ProgressWords.value(info));
    String said = info.progress().text();
    boolean isNews = last || reached != percent || (!said.equals(text) && nanos - saidAt >= PAUSE);
    if (!isNews) {
      return "";
    }
    percent = reached;
    text = said;
    saidAt = nanos;
    String told = last ? ProgressWords.outcome(info) : said;
    return String.format(
        Locale.ROOT,
        "%tFT%<tTZ %3d%%  %s\n",
        now.atOffset(ZoneOffset.UTC),
        reached,
        TerminalText.harmless(ProgressWords.prefix(title) + told));
  }
}
