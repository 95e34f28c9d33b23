package dev.taskwire.data;

import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps every report of progress, and lets a test react to it. */
final class RecordedProgress implements ProgressHandle {
  final List<TaskProgress> reports = new ArrayList<>();
  private final Consumer<TaskProgress> listener;

  RecordedProgress() {
    this(report -> {});
  }

  RecordedProgress(Consumer<TaskProgress> listener) {
    this.listener = listener;
  }

  @Override
  public void sendProgressText(String text) {
    sendProgress(text, last().value());
  }

  @Override
  public void sendProgressValue(double value) {
    sendProgress(last().text(), value);
  }

  @Override
  public void sendProgress(String text, double value) {
    TaskProgress report = new TaskProgress(text, value);
    reports.add(report);
    listener.accept(report);
  }

  TaskProgress last() {
    return reports.isEmpty() ? TaskProgress.NONE : reports.get(reports.size() - 1);
  }
}
