package dev.taskwire.problem;

import dev.taskwire.json.InvalidJsonException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers 400 for a body that is not the JSON that was asked for. */
public class InvalidJsonExceptionMapper implements ExceptionMapper<InvalidJsonException> {
  @Override
  public Response toResponse(InvalidJsonException failure) {
    return ErrorAnswers.of(failure);
  }
}
