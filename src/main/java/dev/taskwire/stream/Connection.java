package dev.taskwire.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The network connection below a request, as far as the server lets it be reached: Jakarta Servlet
 * can neither drop a connection whose client takes nothing, for completing the request waits for
 * that client, nor bound what the server holds for it.
 *
 * <p>Undertow and Grizzly (Payara's and GlassFish's) are reached by reflection, since neither is on
 * the class path of an application; on another server the connection ends with the server's own
 * time-out. Thread-safe.
 */
final class Connection {
  private static final Logger LOG = Logger.getLogger(Connection.class.getName());

  /** From the request to the connection, for each server. */
  private static final List<List<String>> PATHS =
      List.of(
          List.of("getExchange", "getConnection"),
          List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection"),
          List.of("getUnwrappedCoyoteRequest", "getGrizzlyRequest", "getContext", "getConnection"));

  /** What ends it: Grizzly's, and Undertow's. */
  private static final List<String> ENDS = List.of("terminateSilently", "close");

  private static final Map<Step, Optional<Method>> METHODS = new ConcurrentHashMap<>();

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

  /**
   * Lets the output be ready only when the client's socket took all that was written before. Never
   * throws.
   */
  void refuseBacklog() {
    // Grizzly: isReady stays true for four times SO_SNDBUF, about 10 MB of heap for each client on
    // loopback. Undertow holds nothing back, and has no such method.
    Object connection = find();
    if (connection != null) {
      Method limit = method(connection, "setMaxAsyncWriteQueueSize", 1);
      if (limit != null) {
        call(connection, limit, 1);
      }
    }
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
    Object connection = find();
    if (connection == null) {
      LOG.log(
          Level.FINE, "No way to the connection below {0} is known", request.getClass().getName());
      return;
    }
    for (String name : ENDS) {
      Method end = method(connection, name, 0);
      if (end != null) {
        call(connection, end);
        return;
      }
    }
  }

  private @Nullable Object find() {
    for (List<String> path : PATHS) {
      Object connection = follow(path);
      if (connection != null) {
        return connection;
      }
    }
    return null;
  }

  private @Nullable Object follow(List<String> path) {
    Object target = request;
    for (String name : path) {
      Method step = method(target, name, 0);
      target = step == null ? null : call(target, step);
      if (target == null) {
        return null;
      }
    }
    return target;
  }

  private static @Nullable Object call(Object target, Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      LOG.log(Level.FINE, "The connection of a stream could not be reached", unreachable);
      return null;
    }
  }

  private static @Nullable Method method(Object target, String name, int parameters) {
    return METHODS
        .computeIfAbsent(new Step(target.getClass(), name, parameters), Step::search)
        .orElse(null);
  }

  /**
   * A method as it is looked for; each once, since thousands of streams may be opened at a time.
   */
  private record Step(Class<?> type, String name, int parameters) {
    private Optional<Method> search() {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        for (Method method : c.getDeclaredMethods()) {
          if (method.getName().equals(name) && method.getParameterCount() == parameters) {
            return Optional.of(method);
          }
        }
      }
      return Optional.empty();
    }
  }
}
