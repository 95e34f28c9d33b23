package dev.taskwire.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that tells its context path as it stands in addresses: RESTEasy looks for it there, and
 * would not find one with a blank. Confined to its request.
 */
final class AsciiRequest extends HttpServletRequestWrapper {
  private final String contextPath;

  private AsciiRequest(HttpServletRequest request, String contextPath) {
    super(request);
    this.contextPath = contextPath;
  }

  /** The request itself if there is nothing to be done. */
  static HttpServletRequest of(HttpServletRequest request) {
    String told = request.getContextPath();
    String ascii = AsciiPath.of(told);
    return ascii.equals(told) ? request : new AsciiRequest(request, ascii);
  }

  @Override
  public String getContextPath() {
    return contextPath;
  }
}
