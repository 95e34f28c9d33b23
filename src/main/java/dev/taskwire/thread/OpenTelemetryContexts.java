package dev.taskwire.thread;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of OpenTelemetry. The only class that links to its API, and not in fields or
 * signatures, so that the others work without it. Thread-safe.
 */
public final class OpenTelemetryContexts implements TraceContext.Source {
  @Override
  public TraceContext current() {
    return new Captured(Context.current());
  }

  @Override
  public TraceContext of(Map<String, String> headers) {
    return new Captured(
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Headers()));
  }

  private record Captured(Object context) implements TraceContext {
    @Override
    public @Nullable Object call(Callable<@Nullable Object> body) throws Exception {
      return ((Context) context).wrap(body).call();
    }

    @Override
    public Map<String, String> headers() {
      Map<String, String> headers = new HashMap<>();
      W3CTraceContextPropagator.getInstance()
          .inject((Context) context, headers, (map, name, value) -> headers.put(name, value));
      return headers;
    }
  }

  private static final class Headers implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String name) {
      return Objects.requireNonNull(headers).get(name);
    }
  }
}
