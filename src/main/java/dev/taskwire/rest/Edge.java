package dev.taskwire.rest;

import dev.taskwire.rest.OriginPolicy.Relation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules that every request passes first, in their order: its line, where it comes from, its
 * size, its caller.
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

  /** Whether the request may go on; if not, it has been answered. */
  boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean api = ApiPath.matches(request);
    SecurityHeaders.set(response, api);
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return true;
    }
    Relation relation = origins.relation(values(request, "Origin"), authorities(request));
    if (!settings.allowedOrigins().isEmpty()) {
      response.setHeader("Vary", "Origin");
    }
    if (relation == Relation.ALLOWED) {
      CorsHeaders.allow(response, request.getHeader("Origin"), settings.access());
    }
    Optional<Problem> problem = problem(request, relation);
    if (problem.isPresent()) {
      refuse(request, response, problem.get());
      return false;
    }
    if (relation == Relation.ALLOWED && CorsHeaders.isPreflight(request)) {
      CorsHeaders.answerPreflight(response);
      return false;
    }
    return !api || ticketed.test(request) || access.admits(request, response);
  }

  private Optional<Problem> problem(HttpServletRequest request, Relation relation) {
    String method = request.getMethod();
    Optional<Problem> malformed = RequestLine.problem(method, request.getRequestURI());
    if (malformed.isPresent()) {
      return malformed;
    }
    if (ApiPath.matches(request)) {
      Optional<Problem> query = RequestLine.queryProblem(request.getQueryString());
      if (query.isPresent()) {
        return query;
      }
    }
    if (asksForWebSocket(request) && ApiPath.matches(request)) {
      return Optional.of(new Problem(400, "There is no WebSocket under this address."));
    }
    if (origins.refuses(method, relation, values(request, "Sec-Fetch-Site"))) {
      return Optional.of(
          new Problem(403, "A page of another site may not do this; its origin is not allowed."));
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
  private static boolean asksForWebSocket(HttpServletRequest request) {
    return values(request, "Upgrade").stream().anyMatch("websocket"::equalsIgnoreCase);
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (problem.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
      response.setHeader("Allow", RequestLine.METHODS);
    }
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      // Grizzly does not read the body of a TRACE request: it would be taken for the next request
      response.setHeader("Connection", "close");
    }
    ProblemOutput.write(request, response, problem);
  }

  private static List<String> authorities(HttpServletRequest request) {
    List<String> authorities = new ArrayList<>(values(request, "Host"));
    for (String forwarded : values(request, "X-Forwarded-Host")) {
      authorities.addAll(List.of(forwarded.split(",")));
    }
    return authorities;
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }
}
