package dev.taskwire.cluster;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.membership.Obituary;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.json.Utf8Buffer;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the ends of tasks that are not, or no longer, on a server that could. Thread-safe. */
final class RecordedEnds implements Obituary {
  private final Duration retention;
  private final Supplier<Instant> now;

  /**
   * Creates it.
   *
   * @param retention how long finished tasks stay
   */
  RecordedEnds(Duration retention, Supplier<Instant> now) {
    this.retention = retention;
    this.now = now;
  }

  @Override
  public TaskWrite.End nodeLost(TaskRecord task, long sequence) {
    return failed(task, sequence, "The server that had the task is gone.", "node_lost");
  }

  @Override
  public byte[] beginsAnew(TaskRecord task) {
    return TaskPicture.of(task, null).waiting().encode();
  }

  @Override
  public TaskWrite.End unreadable(TaskRecord task, long sequence) {
    return failed(task, sequence, "No server can read the task's parameters.", "task_failed");
  }

  private TaskWrite.End failed(TaskRecord task, long sequence, String error, String code) {
    Instant at = now.get();
    Utf8Buffer data = new Utf8Buffer(128);
    data.ascii("{\"error\":").quoted(error).ascii(",\"code\":").quoted(code).ascii("}");
    Slice event = event(task, TaskEventType.TASK_FAILED, at, data.toByteArray(), sequence);
    byte[] json = TaskPicture.of(task, null).ended(TaskStatus.FAILED, at, error).encode();
    return new TaskWrite.End(
        task.taskId(),
        task.fence(),
        TaskStatus.FAILED,
        true,
        true,
        List.of(event),
        json,
        null,
        retention);
  }

  /** The end of a task that somebody cancels while it waits. */
  Intent.PendingEnd cancelled(TaskRecord task) {
    Instant at = now.get();
    long sequence = Math.max(task.seen(), task.last()) + 1;
    Slice event = event(task, TaskEventType.TASK_CANCELLED, at, null, sequence);
    byte[] json = TaskPicture.of(task, null).ended(TaskStatus.CANCELLED, at, null).encode();
    return new Intent.PendingEnd(event, json, retention);
  }

  private static Slice event(
      TaskRecord task, TaskEventType type, Instant at, byte @Nullable [] data, long sequence) {
    LogSlice slice = new EventLog(task.taskId(), 2).seal(type, at, data, sequence - 1);
    return Slices.of(slice);
  }
}
