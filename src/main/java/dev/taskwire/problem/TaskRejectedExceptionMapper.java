package dev.taskwire.problem;

import dev.taskwire.TaskRejectedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers 503 for a task that the server cannot take now. */
public class TaskRejectedExceptionMapper implements ExceptionMapper<TaskRejectedException> {
  @Override
  public Response toResponse(TaskRejectedException failure) {
    return ErrorAnswers.of(failure);
  }
}
