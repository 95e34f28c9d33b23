package dev.taskwire.rest;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The name of each HTTP status and the sentence that explains it when nothing better is known. */
final class StatusText {
  private static final Map<Integer, String> DETAILS =
      Map.ofEntries(
          Map.entry(400, "The request is not well-formed."),
          Map.entry(401, "This needs a caller who has signed in."),
          Map.entry(403, "The caller may not do this."),
          Map.entry(404, "There is nothing under this address."),
          Map.entry(
              405, "This address does not know the method of the request; see the header Allow."),
          Map.entry(406, "This address has no answer in a format that the request accepts."),
          Map.entry(408, "The request did not arrive in time."),
          Map.entry(409, "The request does not fit the present state."),
          Map.entry(410, "What was under this address is gone."),
          Map.entry(411, "The request must say how long its body is."),
          Map.entry(412, "A condition of the request is not met."),
          Map.entry(413, "The body of the request is too large."),
          Map.entry(414, "The address of the request is too long."),
          Map.entry(415, "The body of the request must be application/json."),
          Map.entry(416, "The requested range is not available."),
          Map.entry(417, "The expectation of the request cannot be met."),
          Map.entry(422, "The request is well-formed, but it cannot be carried out."),
          Map.entry(429, "There were too many requests; try again later."),
          Map.entry(431, "The headers of the request are too large."),
          Map.entry(500, "The server failed to answer the request."),
          Map.entry(501, "The server does not know how to do this."),
          Map.entry(502, "A server behind this one gave no valid answer."),
          Map.entry(503, "The server cannot take the request now; try again later."),
          Map.entry(504, "A server behind this one did not answer in time."));

  private StatusText() {}

  static String title(int status) {
    if (status == 422) {
      return "Unprocessable Content";
    }
    Response.Status known = Response.Status.fromStatusCode(status);
    if (known != null) {
      return known.getReasonPhrase();
    }
    return status < 500 ? "Client Error" : "Server Error";
  }

  static String detail(int status) {
    String detail = DETAILS.get(status);
    if (detail != null) {
      return detail;
    }
    return status < 500
        ? "The request cannot be answered as it is."
        : "The server failed to answer the request.";
  }
}
