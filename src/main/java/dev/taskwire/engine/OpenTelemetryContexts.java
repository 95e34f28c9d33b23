package dev.taskwire.engine;

import io.opentelemetry.context.Context;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of OpenTelemetry. The only class that links to its API, and not in fields or
 * signatures, so that the others work without it. Thread-safe.
 */
final class OpenTelemetryContexts implements Supplier<TraceContext> {
  @Override
  public TraceContext get() {
    return new Captured(Context.current());
  }

  private record Captured(Object context) implements TraceContext {
    @Override
    public @Nullable Object call(Callable<@Nullable Object> body) throws Exception {
      return ((Context) context).wrap(body).call();
    }
  }
}
