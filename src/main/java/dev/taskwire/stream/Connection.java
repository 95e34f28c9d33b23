package dev.taskwire.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Method;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The network connection below a request, as far as the server lets it be reached: Jakarta Servlet
 * cannot drop a connection whose client takes nothing, and completing the request waits for that
 * client.
 *
 * <p>Undertow and Grizzly (Payara's and GlassFish's) are reached by reflection, since neither is on
 * the class path of an application; on another server the connection ends with the server's own
 * time-out. Thread-safe.
 */
final class Connection {
  private static final Logger LOG = Logger.getLogger(Connection.class.getName());

  /** From the request to the connection, and what ends it, for each server. */
  private static final List<List<String>> PATHS =
      List.of(
          List.of("getExchange", "getConnection", "close"),
          List.of(
              "getUnwrappedCoyoteRequest",
              "getCoyoteRequest",
              "getContext",
              "getConnection",
              "terminateSilently"),
          List.of(
              "getUnwrappedCoyoteRequest",
              "getGrizzlyRequest",
              "getContext",
              "getConnection",
              "terminateSilently"));

  private final ServletRequest request;

  private Connection(ServletRequest request) {
    this.request = request;
  }

  static Connection of(ServletRequest request) {
    ServletRequest innermost = request;
    while (innermost instanceof ServletRequestWrapper wrapper) {
      innermost = wrapper.getRequest();
    }
    return new Connection(innermost);
  }

  /** Completes the request, whatever the container has done to it meanwhile. */
  void complete(AsyncContext async) {
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

  /** Closes the connection at once, without sending what is left. Never throws. */
  void reset() {
    for (List<String> path : PATHS) {
      if (follow(path)) {
        return;
      }
    }
    LOG.log(
        Level.FINE, "No way to the connection below {0} is known", request.getClass().getName());
  }

  private boolean follow(List<String> path) {
    Object target = request;
    try {
      for (String name : path) {
        Method method = target == null ? null : find(target.getClass(), name);
        if (target == null || method == null) {
          return false;
        }
        method.setAccessible(true);
        target = method.invoke(target);
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      LOG.log(Level.FINE, "The connection of a stuck client could not be closed", unreachable);
      return false;
    }
  }

  private static @Nullable Method find(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          return method;
        }
      }
    }
    return null;
  }
}
