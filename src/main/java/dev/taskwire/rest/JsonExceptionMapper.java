package dev.taskwire.rest;

import jakarta.json.JsonException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 500 for JSON that cannot be processed outside of reading a request. */
@Provider
public class JsonExceptionMapper implements ExceptionMapper<JsonException> {
  @Override
  public Response toResponse(JsonException failure) {
    return ErrorAnswers.of(failure);
  }
}
