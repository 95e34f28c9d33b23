package dev.taskwire;

import java.util.Objects;

/**
 * The answer to a start.
 *
 * @param taskId the new task's id
 * @param streamUrl where its events are streamed: a path from the root of the server, context root
 *     included. It may carry a query, as it does with {@code tasks.access=owner}: add to it with
 *     {@code &}, and hand it only to whom the task may be shown
 * @param status {@link TaskStatus#PENDING}
 */
public record TaskStartResponse(String taskId, String streamUrl, TaskStatus status) {
  /** Checks that nothing is missing. */
  public TaskStartResponse {
    Objects.requireNonNull(taskId, "taskId");
    Objects.requireNonNull(streamUrl, "streamUrl");
    Objects.requireNonNull(status, "status");
  }
}
