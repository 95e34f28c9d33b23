package dev.taskwire.rest;

import dev.taskwire.problem.Problem;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** What was asked for would stay open, and no more of that can be opened now. */
final class NoMoreStreamsException extends ServiceUnavailableException {
  private static final long serialVersionUID = 1L;

  NoMoreStreamsException(String what) {
    super(
        "No more " + what + " now: too many are open, or memory is short. Try again later.",
        Response.status(Response.Status.SERVICE_UNAVAILABLE)
            .header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
            .build());
  }
}
