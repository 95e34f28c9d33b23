package dev.taskwire.testing;

import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run, and the handle that the task reports to. Time is one millisecond for each
 * event. Thread-safe; after the terminal event reports do nothing.
 */
final class EventRecorder implements ProgressHandle {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final String taskId;
  private final Consumer<TaskProgress> reported;
  private final List<TaskEvent> events = new ArrayList<>();
  private TaskProgress last = TaskProgress.NONE;
  private TaskStatus status = TaskStatus.PENDING;

  EventRecorder(String taskId, Consumer<TaskProgress> reported) {
    this.taskId = taskId;
    this.reported = reported;
  }

  String taskId() {
    return taskId;
  }

  synchronized Instant now() {
    return START.plusMillis(events.size());
  }

  synchronized TaskStatus status() {
    return status;
  }

  synchronized TaskProgress last() {
    return last;
  }

  synchronized List<TaskEvent> events() {
    return List.copyOf(events);
  }

  /** Why it failed; {@code null} unless it did. */
  @Nullable String error() {
    List<TaskEvent> all = events();
    return all.get(all.size() - 1).data() instanceof TaskFailure failure ? failure.error() : null;
  }

  synchronized void start() {
    status = TaskStatus.RUNNING;
    add(TaskEventType.TASK_STARTED, null);
  }

  synchronized void end(TaskEventType type, @Nullable Object data) {
    status = TaskStatus.valueOf(type.name().replace("TASK_", "").toUpperCase(Locale.ROOT));
    add(type, data);
  }

  private void add(TaskEventType type, @Nullable Object data) {
    events.add(new TaskEvent(events.size() + 1L, type, taskId, now(), data));
  }

  @Override
  public void sendProgressText(@Nullable String text) {
    report(before -> new TaskProgress(orEmpty(text), before.value()));
  }

  @Override
  public void sendProgressValue(double value) {
    double clamped = clamp(value);
    report(before -> new TaskProgress(before.text(), clamped));
  }

  @Override
  public void sendProgress(@Nullable String text, double value) {
    double clamped = clamp(value);
    report(before -> new TaskProgress(orEmpty(text), clamped));
  }

  private void report(UnaryOperator<TaskProgress> change) {
    TaskProgress now;
    synchronized (this) {
      if (status.isTerminal()) {
        return;
      }
      now = change.apply(last);
      last = now;
      add(TaskEventType.PROGRESS_UPDATE, now);
    }
    // without the lock: what the test does at this point may report or stop from another thread
    reported.accept(now);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static double clamp(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("A progress value must be a number from 0.0 to 1.0");
    }
    return Math.min(1.0, Math.max(0.0, value)) + 0.0;
  }
}
