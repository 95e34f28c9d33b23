package dev.taskwire.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers 500 for everything that nobody foresaw, and logs it once under a reference that the
 * client gets.
 */
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable failure) {
    return ErrorAnswers.of(failure);
  }
}
