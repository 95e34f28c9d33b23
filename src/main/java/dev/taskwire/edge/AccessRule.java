package dev.taskwire.edge;

import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import dev.taskwire.settings.Access;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets a request for the API in, or has the container ask its caller to sign in: the setting {@code
 * tasks.access}.
 */
final class AccessRule {
  private static final Logger LOG = Logger.getLogger(AccessRule.class.getPackageName());

  private final Access mode;

  AccessRule(Access mode) {
    this.mode = mode;
  }

  /**
   * Whether the request may go on; if not, it has been answered: with the container's own
   * challenge, or with 401.
   */
  boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (mode == Access.OPEN || request.getUserPrincipal() != null) {
      return true;
    }
    if (authenticated(request, response)) {
      return true;
    }
    if (!response.isCommitted()) {
      explain(request, response);
    }
    return false;
  }

  /**
   * WildFly leaves its challenge without a body; a deployment without a way to sign in leaves even
   * the challenge to us.
   */
  private static void explain(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = response.getStatus();
    if (status < 300) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"tasks\", charset=\"UTF-8\"");
    }
    if (status < 300 || status == HttpServletResponse.SC_UNAUTHORIZED) {
      ProblemOutput.write(request, response, Problem.of(HttpServletResponse.SC_UNAUTHORIZED));
    }
  }

  /**
   * Whether the container accepts the caller. It throws if the caller failed to sign in, if the
   * deployment names no way to do so, or, Elytron unchecked, if the header cannot be decoded.
   */
  private static boolean authenticated(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      return request.authenticate(response) && request.getUserPrincipal() != null;
    } catch (ServletException | RuntimeException e) {
      LOG.log(Level.FINE, "The container could not authenticate a caller.", e);
      return false;
    }
  }
}
