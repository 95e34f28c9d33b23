package dev.taskwire.edge;

import dev.taskwire.edge.OriginPolicy.Relation;
import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules that every request to us passes first, in their order: its line, where it comes from,
 * its size, its caller.
 *
 * <p>Immutable.
 */
final class Edge {
  private final EdgeSettings settings;
  private final OriginPolicy origins;
  private final AccessRule access;
  private final Predicate<HttpServletRequest> ticketed;

  /**
   * Creates the rules.
   *
   * @param ticketed whether a request carries a ticket for what it asks, and needs no caller
   */
  Edge(EdgeSettings settings, Predicate<HttpServletRequest> ticketed) {
    this.ticketed = ticketed;
    this.settings = settings;
    this.origins = new OriginPolicy(settings.allowedOrigins());
    this.access = new AccessRule(settings.access());
  }

  /** Whether a call of the API may go on; if not, it has been answered. */
  boolean admitsCall(HttpServletRequest request, HttpServletResponse response) throws IOException {
    return passes(request, response, true)
        && (ticketed.test(request) || access.admits(request, response));
  }

  /** Whether a request for a page may go on; if not, it has been answered. */
  boolean admitsToPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return passes(request, response, false);
  }

  private boolean passes(HttpServletRequest request, HttpServletResponse response, boolean api)
      throws IOException {
    SecurityHeaders.set(response, api);
    Relation relation =
        origins.relation(
            values(request, "Origin"), CalledAs.of(request), values(request, "Sec-Fetch-Site"));
    if (!settings.allowedOrigins().isEmpty()) {
      response.setHeader("Vary", "Origin");
    }
    if (relation == Relation.ALLOWED) {
      CorsHeaders.allow(response, request.getHeader("Origin"), settings.access());
    }
    Optional<Problem> problem = problem(request, relation, api);
    if (problem.isPresent()) {
      refuse(request, response, problem.get());
      return false;
    }
    if (relation == Relation.ALLOWED && CorsHeaders.isPreflight(request)) {
      CorsHeaders.answerPreflight(request, response);
      return false;
    }
    if (!RequestLine.isKnown(request.getMethod())) {
      endIfABodyFollows(request, response);
    }
    return true;
  }

  private Optional<Problem> problem(HttpServletRequest request, Relation relation, boolean api) {
    String method = request.getMethod();
    String path = request.getRequestURI();
    // JAX-RS knows which methods an address of the API has, and tells them
    Optional<Problem> malformed =
        api ? RequestLine.pathProblem(path) : RequestLine.problem(method, path);
    if (malformed.isPresent()) {
      return malformed;
    }
    if (api) {
      Optional<Problem> query = RequestLine.queryProblem(request.getQueryString());
      if (query.isPresent()) {
        return query;
      }
    }
    if (api && asksForWebSocket(request)) {
      return Optional.of(new Problem(400, "There is no WebSocket under this address."));
    }
    if (origins.refuses(method, relation, values(request, "Sec-Fetch-Site"))) {
      return Optional.of(new Problem(403, OriginPolicy.refusal(relation)));
    }
    if (request.getContentLengthLong() > settings.maxBodyBytes()) {
      return Optional.of(
          new Problem(
              413,
              "The body of the request is larger than " + settings.maxBodyBytes() + " bytes."));
    }
    return Optional.empty();
  }

  /** Grizzly never ends the body of such a request: whoever read it would wait until a time-out. */
  static boolean asksForWebSocket(HttpServletRequest request) {
    return values(request, "Upgrade").stream().anyMatch("websocket"::equalsIgnoreCase);
  }

  /** Answers with a problem, and ends the connection if a body may follow. */
  static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (problem.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
      response.setHeader("Allow", RequestLine.PAGE_METHODS);
    }
    endIfABodyFollows(request, response);
    ProblemOutput.write(request, response, problem);
  }

  /** Grizzly does not read the body of a TRACE request: it would be taken for the next request. */
  private static void endIfABodyFollows(HttpServletRequest request, HttpServletResponse response) {
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      response.setHeader("Connection", "close");
    }
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }
}
