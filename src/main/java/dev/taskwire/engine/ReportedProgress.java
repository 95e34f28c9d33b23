package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskProgress;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.Texts;
import dev.taskwire.log.EventLog;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The progress handle of one execution: each report becomes an event. Thread-safe; after the
 * terminal event it does nothing.
 */
final class ReportedProgress implements ProgressHandle {
  private final EventLog log;
  private final Clock clock;
  private final int maxTextLength;
  private volatile TaskProgress last = TaskProgress.NONE;

  @GuardedBy("this")
  private boolean muted;

  ReportedProgress(EventLog log, Clock clock, int maxTextLength) {
    this.log = log;
    this.clock = clock;
    this.maxTextLength = maxTextLength;
  }

  TaskProgress last() {
    return last;
  }

  @Override
  public void sendProgressText(@Nullable String text) {
    String cut = cut(text);
    report(before -> new TaskProgress(cut, before.value()));
  }

  @Override
  public void sendProgressValue(double value) {
    double clamped = clamp(value);
    report(before -> new TaskProgress(before.text(), clamped));
  }

  @Override
  public void sendProgress(@Nullable String text, double value) {
    double clamped = clamp(value);
    String cut = cut(text);
    report(before -> new TaskProgress(cut, clamped));
  }

  private void report(UnaryOperator<TaskProgress> change) {
    boolean appended;
    // under one lock with the merge, so that the order of events is the order of states
    synchronized (this) {
      TaskProgress progress = change.apply(last);
      appended = !muted && log.appendProgress(clock.instant(), progress.text(), progress.value());
      if (appended) {
        last = progress;
      }
    }
    if (appended) {
      log.announce();
    }
  }

  /** No report becomes an event from now on. */
  synchronized void mute() {
    muted = true;
  }

  private String cut(@Nullable String text) {
    return text == null ? "" : Texts.cut(text, maxTextLength);
  }

  private static double clamp(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("A progress value must be a number from 0.0 to 1.0");
    }
    // adding 0.0 turns -0.0 into 0.0
    return Math.min(1.0, Math.max(0.0, value)) + 0.0;
  }
}
