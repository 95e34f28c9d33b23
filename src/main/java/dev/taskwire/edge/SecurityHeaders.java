package dev.taskwire.edge;

import jakarta.servlet.http.HttpServletResponse;

/** Sets the headers that tell a browser to take every answer for no more than it is. */
final class SecurityHeaders {
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /**
   * Sets them before anything is answered, so that a page which knows better can replace them.
   *
   * <p>An answer of the API is no document: it can neither be framed nor run. It gets the two
   * headers that matter for data; each more would cost every open event stream its memory (Grizzly
   * keeps about 480 bytes a header).
   */
  static void set(HttpServletResponse response, boolean api) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (!api) {
      response.setHeader("X-Frame-Options", "DENY");
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("Content-Security-Policy", PAGE_POLICY);
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
  }
}
