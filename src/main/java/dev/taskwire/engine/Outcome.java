package dev.taskwire.engine;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended: the terminal status and what goes with it. Immutable.
 *
 * @param status a terminal status
 * @param result what {@code execute} returned; {@code null} if it failed
 * @param resultJson the same as JSON; {@code null} if there is none
 * @param failure why it failed; {@code null} unless it did
 * @param failureJson the same as JSON; {@code null} unless it failed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and the bytes are written to the wire
record Outcome(
    TaskStatus status,
    @Nullable Object result,
    byte @Nullable [] resultJson,
    @Nullable TaskFailure failure,
    byte @Nullable [] failureJson) {
  static final Outcome CANCELLED = new Outcome(TaskStatus.CANCELLED, null, null, null, null);

  static Outcome completed(@Nullable Object result, byte @Nullable [] json) {
    return new Outcome(TaskStatus.COMPLETED, result, json, null, null);
  }

  static Outcome failed(TaskFailure failure, byte[] json) {
    return new Outcome(TaskStatus.FAILED, null, null, failure, json);
  }

  /** The same result, returned by a task that was cancelled. */
  Outcome cancelled() {
    return new Outcome(TaskStatus.CANCELLED, result, resultJson, null, null);
  }

  TaskEventType eventType() {
    return switch (status) {
      case COMPLETED -> TaskEventType.TASK_COMPLETED;
      case CANCELLED -> TaskEventType.TASK_CANCELLED;
      default -> TaskEventType.TASK_FAILED;
    };
  }

  byte @Nullable [] dataJson() {
    return failure == null ? resultJson : failureJson;
  }

  @Nullable Object data() {
    return failure == null ? result : failure;
  }
}
