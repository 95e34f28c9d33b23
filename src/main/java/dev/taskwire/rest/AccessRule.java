package dev.taskwire.rest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets a request for the API in, or has the container ask its caller to sign in: the setting {@code tasks.access}. */
final class AccessRule {
  private static final Logger LOG = Logger.getLogger(AccessRule.class.getPackageName());

  private final AccessMode mode;

  AccessRule(AccessMode mode) {
    this.mode = mode;
  }

  /** Whether the request may go on; if not, it has been answered: with the container's own challenge, or with 401. */
  boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (mode == AccessMode.OPEN || request.getUserPrincipal() != null) {
      return true;
    }
    if (authenticated(request, response)) {
      return true;
    }
    if (!response.isCommitted() && response.getStatus() < 300) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"tasks\", charset=\"UTF-8\"");
      ProblemOutput.write(request, response, Problem.of(401));
    }
    return false;
  }

  /** A container throws if the caller failed to sign in, or if the deployment names no way to do so. */
  private static boolean authenticated(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      return request.authenticate(response) && request.getUserPrincipal() != null;
    } catch (ServletException e) {
      LOG.log(Level.FINE, "The container could not authenticate a caller.", e);
      return false;
    }
  }
}
