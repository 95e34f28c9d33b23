package dev.taskwire.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 500 for everything that nobody foresaw, and logs it once under a reference that the
 * client gets.
 */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable failure) {
    return ErrorAnswers.of(failure);
  }
}
