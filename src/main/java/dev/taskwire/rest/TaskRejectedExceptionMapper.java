package dev.taskwire.rest;

import dev.taskwire.TaskRejectedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 503 for a task that the server cannot take now. */
@Provider
public class TaskRejectedExceptionMapper implements ExceptionMapper<TaskRejectedException> {
  @Override
  public Response toResponse(TaskRejectedException failure) {
    return ErrorAnswers.of(failure);
  }
}
