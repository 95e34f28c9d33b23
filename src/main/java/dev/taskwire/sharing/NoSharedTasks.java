package dev.taskwire.sharing;

import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.log.LogSlice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A server that is alone. Stateless. */
final class NoSharedTasks implements SharedTasks {
  @Override
  public @Nullable String node() {
    return null;
  }

  @Override
  public void open(ServerTasks tasks, ThreadFactory threads) {}

  @Override
  public void accept(OwnTask task, @Nullable TaskSpec spec) {}

  @Override
  public boolean distributes() {
    return false;
  }

  @Override
  public void offer(OwnTask task, TaskSpec spec, int mostWaiting) {
    throw new IllegalStateException("There is no other server.");
  }

  @Override
  public void workerFree() {}

  @Override
  public boolean begin(OwnTask task, LogSlice event) {
    return true;
  }

  @Override
  public boolean goesOn(OwnTask task) {
    return false;
  }

  @Override
  public void end(OwnTask task) {
    task.recorded();
  }

  @Override
  public @Nullable TaskView find(String taskId) {
    return null;
  }

  @Override
  public @Nullable Duration age(String taskId) {
    return null;
  }

  @Override
  public List<TaskView> list() {
    return List.of();
  }

  @Override
  public void catchUp() {}

  @Override
  public List<TaskView> known() {
    return List.of();
  }

  @Override
  public @Nullable TaskView known(String taskId) {
    return null;
  }

  @Override
  public Cancellation cancel(String taskId) {
    return Cancellation.TOO_LATE;
  }

  @Override
  public boolean remove(String taskId) {
    return false;
  }

  @Override
  public byte[] common(String key, byte[] proposal) {
    return proposal;
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value, Duration life) {
    return value;
  }

  @Override
  public boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    return true;
  }

  @Override
  public void replaceSoon(String key, byte[] expected, byte @Nullable [] value, Duration life) {}

  @Override
  public SharedState state() {
    return new SharedState("none", List.of());
  }

  @Override
  public SharedCounts counts() {
    return new SharedCounts(0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void close(Duration most) {}
}
