package dev.taskwire.rest;

import dev.taskwire.engine.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Sets the headers that let a page of an allowed origin read an answer (WHATWG Fetch, section 3.2).
 *
 * <p>Credentials are allowed in owner mode only, where a call without them could never succeed; in
 * open mode they mean nothing, so that a browser has no reason to send any.
 */
final class CorsHeaders {
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Prefer";
  private static final String EXPOSED_HEADERS =
      "Idempotent-Replayed, Location, Preference-Applied, Retry-After";
  private static final String MAX_AGE_SECONDS = "600";

  private CorsHeaders() {}

  static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** Lets the page of {@code origin}, which was found to be allowed, read the answer. */
  static void allow(HttpServletResponse response, String origin, Access access) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (access == Access.OWNER) {
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
  }

  /** Answers the question of a browser whether an allowed page may send what it wants to send. */
  static void answerPreflight(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Methods", RequestLine.METHODS);
    response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
