package dev.taskwire.rest;

import dev.taskwire.json.InvalidJsonException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 400 for a body that is not the JSON that was asked for. */
@Provider
public class InvalidJsonExceptionMapper implements ExceptionMapper<InvalidJsonException> {
  @Override
  public Response toResponse(InvalidJsonException failure) {
    return ErrorAnswers.of(failure);
  }
}
