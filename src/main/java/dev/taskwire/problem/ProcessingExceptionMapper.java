package dev.taskwire.problem;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers 500 for an answer that cannot be written; a request that cannot be read is a {@link
 * RequestReading} matter.
 */
public class ProcessingExceptionMapper implements ExceptionMapper<ProcessingException> {
  @Override
  public Response toResponse(ProcessingException failure) {
    return ErrorAnswers.of(failure);
  }
}
