package dev.taskwire.rest;

import dev.taskwire.TaskStatus;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A call that the task's status does not allow: 409. */
final class ConflictException extends ClientErrorException {
  private static final long serialVersionUID = 1L;

  private ConflictException(String message) {
    super(message, Response.Status.CONFLICT);
  }

  static ConflictException finished(TaskStatus status) {
    return new ConflictException("The task is already finished: it is " + status.wireName() + ".");
  }

  static ConflictException notRunning(TaskStatus status) {
    return new ConflictException(
        "No thread is executing the task: it is " + status.wireName() + ".");
  }

  static ConflictException unfinished(TaskStatus status) {
    return new ConflictException(
        "The task is not finished: it is " + status.wireName() + ". Cancel it first.");
  }

  static ConflictException elsewhere(@Nullable String node) {
    return new ConflictException(
        node == null
            ? "The task runs on another server: ask that one."
            : "The task runs on the server \"" + node + "\": ask that one.");
  }
}
