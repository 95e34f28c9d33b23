package dev.taskwire;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task at one moment.
 *
 * @param taskId its id
 * @param type the name of its {@link TaskType}, or its class's simple name
 * @param status where it is in its life
 * @param cancelRequested whether it was asked to stop
 * @param progress the last progress it reported
 * @param startTime when it was accepted
 * @param runningSince when a worker began to execute it; {@code null} before that and if it never
 *     ran
 * @param endTime when it reached a terminal status; {@code null} before that
 * @param result what {@code execute} returned; {@code null} before the end and if there is none. Of
 *     a task that runs on another server (contract of several servers) it is its JSON, a {@link
 *     jakarta.json.JsonValue}
 * @param error why it failed; {@code null} unless it did
 */
public record TaskInfo(
    String taskId,
    String type,
    TaskStatus status,
    boolean cancelRequested,
    TaskProgress progress,
    Instant startTime,
    @Nullable Instant runningSince,
    @Nullable Instant endTime,
    @Nullable Object result,
    @Nullable String error) {
  /** Checks that nothing is missing. */
  public TaskInfo {
    Objects.requireNonNull(taskId, "taskId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(startTime, "startTime");
  }
}
