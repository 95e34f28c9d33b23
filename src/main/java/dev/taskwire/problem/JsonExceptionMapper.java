package dev.taskwire.problem;

import jakarta.json.JsonException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers 500 for JSON that cannot be processed outside of reading a request. */
public class JsonExceptionMapper implements ExceptionMapper<JsonException> {
  @Override
  public Response toResponse(JsonException failure) {
    return ErrorAnswers.of(failure);
  }
}
