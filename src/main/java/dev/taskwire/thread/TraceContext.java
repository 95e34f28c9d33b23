package dev.taskwire.thread;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The trace context that was current where a task was started, for the thread that executes it.
 * Immutable.
 */
@FunctionalInterface
public interface TraceContext {
  /** The one for applications that have no OpenTelemetry. */
  TraceContext NONE = Callable::call;

  /** Calls {@code body} with this context current, and with the thread's own one afterwards. */
  @Nullable Object call(Callable<@Nullable Object> body) throws Exception;

  /** The headers in which it travels to another server (W3C Trace Context). */
  default Map<String, String> headers() {
    return Map.of();
  }

  /** Where contexts come from. Thread-safe. */
  interface Source {
    /** The one of this thread. */
    TraceContext current();

    /** The one that came from another server. */
    TraceContext of(Map<String, String> headers);
  }

  /** Where contexts come from in an application whose classes this loader finds. */
  static Source source(ClassLoader application) {
    try {
      Class.forName("io.opentelemetry.context.Context", true, application);
      Class.forName(
          "io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator", true, application);
      return new OpenTelemetryContexts();
    } catch (ClassNotFoundException | LinkageError missing) {
      return new NoTraces();
    }
  }

  /** For applications that have no OpenTelemetry. */
  final class NoTraces implements Source {
    @Override
    public TraceContext current() {
      return NONE;
    }

    @Override
    public TraceContext of(Map<String, String> headers) {
      return NONE;
    }
  }
}
