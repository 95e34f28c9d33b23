package dev.taskwire.problem;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers 500 for a value that JSON-B cannot map outside of reading a request. */
public class JsonbExceptionMapper implements ExceptionMapper<JsonbException> {
  @Override
  public Response toResponse(JsonbException failure) {
    return ErrorAnswers.of(failure);
  }
}
