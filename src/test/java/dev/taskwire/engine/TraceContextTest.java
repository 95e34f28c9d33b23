package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.thread.Hiding;
import dev.taskwire.thread.OpenTelemetryContexts;
import dev.taskwire.thread.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task belongs to the trace of the request that started it. */
class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER = "00000000000000000000000000000001";
  private static final String NONE = "00000000000000000000000000000000";

  private final List<String> seen = new ArrayList<>();
  private final TestEngine test = new TestEngine();

  @Test
  void execute_startedInATrace_runsInIt() {
    try (Scope request = request(TRACE).makeCurrent()) {
      assertEquals(TRACE, traceId(), request::toString);
      start();
    }

    test.executor.runAll();

    assertEquals(List.of(TRACE), seen);
    assertEquals(NONE, traceId());
  }

  @Test
  void execute_onTheThreadOfAnotherTrace_keepsItsOwn() {
    try (Scope request = request(TRACE).makeCurrent()) {
      assertEquals(TRACE, traceId(), request::toString);
      start();
    }
    start();

    try (Scope worker = request(OTHER).makeCurrent()) {
      test.executor.runAll();
      assertEquals(OTHER, traceId(), worker::toString);
    }

    assertEquals(List.of(TRACE, NONE), seen);
  }

  @Test
  void call_throwing_throwsTheSame() {
    IOException failure = new IOException("on purpose");

    Exception thrown =
        assertThrows(
            IOException.class,
            () ->
                new OpenTelemetryContexts()
                    .current()
                    .call(
                        () -> {
                          throw failure;
                        }));

    assertSame(failure, thrown);
  }

  @Test
  void source_withoutOpenTelemetry_carriesNothing() throws Exception {
    TraceContext context = TraceContext.source(new Hiding("io.opentelemetry.")).current();

    assertSame(TraceContext.NONE, context);
    assertEquals("called", context.call(() -> "called"));
  }

  private void start() {
    test.start((task, progress) -> seen.add(traceId()));
  }

  private static String traceId() {
    return Span.current().getSpanContext().getTraceId();
  }

  private static Context request(String trace) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.create(
                    trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault())));
  }
}
