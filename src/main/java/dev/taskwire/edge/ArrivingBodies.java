package dev.taskwire.edge;

import dev.taskwire.body.BufferedRequest;
import dev.taskwire.connection.Connection;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of requests that are not there yet: no thread waits for any of them, and {@link #MOST}
 * are waited for at most. When one more comes, the oldest is given up: what is sent in earnest is
 * there within moments. Thread-safe.
 */
final class ArrivingBodies {
  static final int MOST = 1000;

  private final int mostBytes;
  private final Set<ArrivingBody> oldestFirst = new LinkedHashSet<>();

  /**
   * Creates an empty set.
   *
   * @param mostBytes the largest body that is taken
   */
  ArrivingBodies(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * The request, with the whole of its body. If that is not there yet, {@code null}: the request
   * comes back later, by a dispatch, with an {@link ArrivedBody}. A body that is announced as far
   * too large is left unread.
   */
  @Nullable HttpServletRequest whole(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long length = request.getContentLengthLong();
    if (!mayHaveBody(request) || length > ArrivingBody.READ_OVER) {
      return request;
    }
    ServletInputStream in = request.getInputStream();
    // asks for what the server has read already; this is where most bodies are
    int here = in.available();
    if (in.isFinished()) {
      return request;
    }
    if (length >= 0 && here >= length) {
      return new BufferedRequest(request, in.readNBytes((int) length));
    }
    if (canWait(request)) {
      ArrivingBody.await(request, response, mostBytes, this);
      return null;
    }
    // a filter of the host lets no request be asynchronous: its thread waits, as it would without
    // us
    ArrivedBody body =
        ArrivedBody.read(in.readNBytes(mostBytes + 1), mostBytes, SentTo.by(request));
    request.setAttribute(ArrivedBody.ATTRIBUTE, body);
    return new BufferedRequest(request, body.bytes());
  }

  /** Whether the body that was waited for is refused; then the request has been answered. */
  static boolean refuses(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object body = request.getAttribute(ArrivedBody.ATTRIBUTE);
    if (!(body instanceof ArrivedBody arrived) || arrived.problem() == null) {
      return false;
    }
    Edge.refuse(request, response, arrived.problem());
    return true;
  }

  /**
   * Ends the connection of a request that was answered, if something of its body may still come.
   */
  static void cutOff(HttpServletRequest request) {
    if (request.getAttribute(ArrivedBody.ATTRIBUTE) instanceof ArrivedBody body
        && !body.isWhole()) {
      Connection.of(request).reset(); // completing the request would wait for the rest
    }
  }

  private static boolean canWait(HttpServletRequest request) {
    return request.isAsyncSupported()
        && !request.isAsyncStarted()
        && request.getDispatcherType() == DispatcherType.REQUEST;
  }

  /** Takes one in. */
  void add(ArrivingBody body) {
    ArrivingBody oldest = null;
    synchronized (oldestFirst) {
      oldestFirst.add(body);
      if (oldestFirst.size() > MOST) {
        Iterator<ArrivingBody> first = oldestFirst.iterator();
        oldest = first.next();
        first.remove();
      }
    }
    if (oldest != null) {
      oldest.giveUp();
    }
  }

  /** Lets one go that arrived, or will not. */
  void remove(ArrivingBody body) {
    synchronized (oldestFirst) {
      oldestFirst.remove(body);
    }
  }

  private static boolean mayHaveBody(HttpServletRequest request) {
    if (Edge.asksForWebSocket(request)) {
      return false; // what follows is no body
    }
    long length = request.getContentLengthLong();
    if (length >= 0) {
      return length > 0;
    }
    return request.getHeader("Transfer-Encoding") != null
        // HTTP/2 tells neither in advance
        || request.getProtocol().startsWith("HTTP/2") && !request.getMethod().equals("GET");
  }
}
