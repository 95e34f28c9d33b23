package dev.taskwire.lifecycle;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskStatus;
import dev.taskwire.json.Utf8Buffer;
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
public record Outcome(
    TaskStatus status,
    @Nullable Object result,
    byte @Nullable [] resultJson,
    @Nullable TaskFailure failure,
    byte @Nullable [] failureJson) {
  static final Outcome CANCELLED = new Outcome(TaskStatus.CANCELLED, null, null, null, null);

  /** For a failure that cannot be told otherwise, as when memory is short: made beforehand. */
  public static final Outcome LOST = failed("The task failed.", "task_failed", null);

  public static Outcome completed(@Nullable Object result, byte @Nullable [] json) {
    return new Outcome(TaskStatus.COMPLETED, result, json, null, null);
  }

  public static Outcome failed(String error, String code, @Nullable String traceback) {
    Utf8Buffer json = new Utf8Buffer(128);
    json.ascii("{\"error\":").quoted(error).ascii(",\"code\":").quoted(code);
    if (traceback != null) {
      json.ascii(",\"traceback\":").quoted(traceback);
    }
    return new Outcome(
        TaskStatus.FAILED,
        null,
        null,
        new TaskFailure(error, code, traceback),
        json.ascii("}").toByteArray());
  }

  /** How the same end counts after a cancel: a result stays, a failure does not. */
  Outcome cancelled() {
    return failure != null
        ? CANCELLED
        : new Outcome(TaskStatus.CANCELLED, result, resultJson, null, null);
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

  public @Nullable Object data() {
    return failure == null ? result : failure;
  }

  /** About how much memory it takes: the result's object is thrice as large as its JSON, say. */
  public long retainedBytes() {
    byte[] json = dataJson();
    return json == null ? 0 : 4L * json.length;
  }
}
