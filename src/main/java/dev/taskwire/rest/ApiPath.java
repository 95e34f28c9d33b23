package dev.taskwire.rest;

import jakarta.servlet.http.HttpServletRequest;

/** Tells requests for the API from those for pages. */
final class ApiPath {
  private static final String BASE = "/api";

  private ApiPath() {}

  static boolean matches(HttpServletRequest request) {
    return matches(request.getRequestURI(), request.getContextPath());
  }

  /** Whether an undecoded path, below {@code contextPath}, belongs to the API. */
  static boolean matches(String path, String contextPath) {
    String base = contextPath + BASE;
    if (!path.startsWith(base)) {
      return false;
    }
    return path.length() == base.length() || "/;".indexOf(path.charAt(base.length())) >= 0;
  }
}
