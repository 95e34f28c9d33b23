package dev.taskwire;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable fact about a task.
 *
 * @param sequence its number within the task, from 1
 * @param eventType what it says
 * @param taskId the task
 * @param timestamp when it happened
 * @param data what the type promises; {@code null} if nothing. The result of a task that ran on
 *     another server is its JSON, a {@link jakarta.json.JsonValue}
 */
public record TaskEvent(
    long sequence,
    TaskEventType eventType,
    String taskId,
    Instant timestamp,
    @Nullable Object data) {
  /** Checks that nothing is missing. */
  public TaskEvent {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence starts at 1, but was " + sequence);
    }
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(taskId, "taskId");
    Objects.requireNonNull(timestamp, "timestamp");
  }
}
