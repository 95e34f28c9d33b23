package dev.taskwire.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * What a request was sent to, as it stood in its first line. Payara tells a decoded path after a
 * dispatch.
 *
 * @param uri see {@link HttpServletRequest#getRequestURI}
 * @param url see {@link HttpServletRequest#getRequestURL}
 */
record SentTo(String uri, String url) {
  static SentTo by(HttpServletRequest request) {
    return new SentTo(request.getRequestURI(), request.getRequestURL().toString());
  }

  /** The request, telling this address if it was dispatched meanwhile. */
  HttpServletRequest of(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.ASYNC
        ? new Dispatched(request, this)
        : request;
  }

  /** A request that came back by a dispatch. Confined to its request. */
  private static final class Dispatched extends HttpServletRequestWrapper {
    private final SentTo address;

    Dispatched(HttpServletRequest request, SentTo address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRequestURI() {
      return address.uri();
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(address.url());
    }
  }
}
