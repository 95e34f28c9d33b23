package dev.taskwire.engine;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trace context that was current where a task was started, for the thread that executes it.
 * Immutable.
 */
@FunctionalInterface
interface TraceContext {
  /** The one for applications that have no OpenTelemetry. */
  TraceContext NONE = Callable::call;

  /** Calls {@code body} with this context current, and with the thread's own one afterwards. */
  @Nullable Object call(Callable<@Nullable Object> body) throws Exception;

  /** Where contexts come from in an application whose classes this loader finds. */
  static Supplier<TraceContext> source(ClassLoader application) {
    try {
      Class.forName("io.opentelemetry.context.Context", true, application);
      return new OpenTelemetryContexts();
    } catch (ClassNotFoundException | LinkageError missing) {
      return () -> NONE;
    }
  }
}
