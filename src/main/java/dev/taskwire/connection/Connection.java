package dev.taskwire.connection;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network connection below a request, as far as the server lets it be reached: Jakarta Servlet
 * can neither drop a connection whose client takes nothing, for completing the request waits for
 * that client, nor bound what the server holds for it.
 *
 * <p>Undertow and Grizzly (Payara's and GlassFish's) are reached through {@link ServerInternals};
 * on another server the connection ends with the server's own time-out. Thread-safe.
 */
public final class Connection {
  /** From the request to Grizzly's request below it, in Payara and in GlassFish. */
  private static final List<List<String>> GRIZZLY =
      List.of(
          List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest"),
          List.of("getUnwrappedCoyoteRequest", "getGrizzlyRequest"));

  private static final List<String> GRIZZLY_CONNECTION = List.of("getContext", "getConnection");
  private static final List<String> UNDERTOW_CONNECTION = List.of("getExchange", "getConnection");

  /** The connection, or with HTTP/2 the stream. */
  private static final List<String> GRIZZLY_CLOSEABLE =
      List.of("getResponse", "getOutputBuffer", "httpContext", "getCloseable");

  private static final List<String> OUTPUT_BUFFER = List.of("getResponse", "getOutputBuffer");

  /** Where Grizzly decodes the parameters of a request: 2 KB each. */
  private static final List<List<String>> SCRATCH =
      List.of(List.of("getParameters", "tmpNameC"), List.of("getParameters", "tmpValueC"));

  /** What ends it: Grizzly's, and Undertow's. */
  private static final List<String> ENDS = List.of("terminateSilently", "close");

  private final ServletRequest request;

  private Connection(ServletRequest request) {
    this.request = request;
  }

  /** That of a request. */
  public static Connection of(ServletRequest request) {
    ServletRequest innermost = request;
    while (innermost instanceof ServletRequestWrapper wrapper) {
      innermost = wrapper.getRequest();
    }
    return new Connection(innermost);
  }

  /**
   * Has the server hold as little as it can for a response that stays open; before its first byte,
   * and after the parameters of the request were read.
   */
  public void spareMemory() {
    Object connection = find();
    if (connection == null) {
      NoWay.to(
          "reach the connection of a stream",
          "clients that take nothing are left to the server's own time-outs",
          request);
    } else {
      SendBuffer.bound(connection);
    }
    Object grizzly = grizzlyRequest();
    if (grizzly == null) {
      return; // Undertow has a pool of buffers, and gives them back by itself
    }
    // Grizzly takes 8 KB from the heap for each write that fits, and sends a larger one as it is.
    // Servlet's setBufferSize() can only enlarge that.
    Object buffer = ServerInternals.follow(grizzly, OUTPUT_BUFFER);
    boolean spared = buffer != null && ServerInternals.call(buffer, "setBufferSize", 1);
    for (List<String> path : SCRATCH) {
      Object scratch = ServerInternals.follow(grizzly, path);
      spared &= scratch != null && ServerInternals.call(scratch, "reset");
    }
    if (!spared) {
      NoWay.to("spare the memory of a stream", "each takes some kilobytes more", grizzly);
    }
  }

  /**
   * Lets the output be ready only when the client's socket took all that was written before. Never
   * throws.
   */
  public void refuseBacklog() {
    // Grizzly: isReady stays true for four times SO_SNDBUF, about 10 MB of heap for each client on
    // loopback. Undertow holds nothing back, and has no such method.
    Object connection = find();
    boolean refused =
        connection != null && ServerInternals.call(connection, "setMaxAsyncWriteQueueSize", 1);
    if (!refused && connection != null && grizzlyRequest() != null) {
      NoWay.to(
          "refuse a backlog", "the server holds up to 10 MB for a client that stalls", connection);
    }
  }

  /** Completes the request, whatever the container has done to it meanwhile. */
  public void complete(AsyncContext async) {
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    // Undertow: a worker that is made now inherits the loader and keeps it, undeployed or not
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      async.complete();
    } catch (RuntimeException alreadyOver) {
      // the container ended the request first, which is all that complete() is for
      reset();
    } finally {
      thread.setContextClassLoader(application);
    }
  }

  /**
   * Closes the connection at once, without sending what is left; with HTTP/2 only the request's
   * stream. Never throws.
   */
  public void reset() {
    Object grizzly = grizzlyRequest();
    Object closeable = grizzly == null ? null : ServerInternals.follow(grizzly, GRIZZLY_CLOSEABLE);
    if (closeable != null && Http2Reset.of(closeable)) {
      return;
    }
    Object connection = find();
    if (connection == null) {
      return; // spareMemory() has said so
    }
    for (String end : ENDS) {
      if (ServerInternals.call(connection, end)) {
        return;
      }
    }
    NoWay.to(
        "reset a connection",
        "clients that take nothing are left to the server's own time-outs",
        connection);
  }

  private @Nullable Object find() {
    Object grizzly = grizzlyRequest();
    return grizzly != null
        ? ServerInternals.follow(grizzly, GRIZZLY_CONNECTION)
        : ServerInternals.follow(request, UNDERTOW_CONNECTION);
  }

  private @Nullable Object grizzlyRequest() {
    for (List<String> path : GRIZZLY) {
      Object found = ServerInternals.follow(request, path);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
