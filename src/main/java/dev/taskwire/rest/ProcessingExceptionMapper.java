package dev.taskwire.rest;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 500 for an answer that cannot be written; a request that cannot be read is a {@link
 * RequestReading} matter.
 */
@Provider
public class ProcessingExceptionMapper implements ExceptionMapper<ProcessingException> {
  @Override
  public Response toResponse(ProcessingException failure) {
    return ErrorAnswers.of(failure);
  }
}
