package dev.taskwire.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.sharing.TaskSpec;
import dev.taskwire.type.RegisteredType;
import dev.taskwire.type.TaskInstances;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpecsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static RegisteredType type(Type params) {
    return new RegisteredType("import", Import.class, params, null, "", false);
  }

  @Test
  void params_comeBackAsTheyWere() {
    Order order = new Order("näh\n</script>", LocalDate.of(2026, 2, 28), List.of(1, 2));
    TaskSpec spec = Specs.of(type(Order.class), order);
    assertNotNull(spec);
    assertEquals(order, Specs.params(type(Order.class), spec.bytes()));
  }

  @Test
  void params_none_comeBackAsNone() {
    TaskSpec spec = Specs.of(type(Void.class), null);
    assertNotNull(spec);
    assertNull(Specs.params(type(Void.class), spec.bytes()));
  }

  @Test
  void params_thatJsonDoesNotCarry_stayHere() {
    assertNull(Specs.of(type(Holder.class), new Holder(new Thread("not JSON"))));
    assertNull(Specs.of(type(Forgetful.class), new Forgetful("kept")), "it would come back empty");
  }

  @Test
  void params_tooLarge_stayHere() {
    assertNull(Specs.of(type(String.class), "x".repeat(2 * 1024 * 1024)));
  }

  @Test
  void params_ofAnotherVersion_areRefused() {
    byte[] other = "{\"params\":{\"name\":7,\"what\":true},\"trace\":{}}".getBytes(UTF_8);
    assertThrows(InvalidJsonException.class, () -> Specs.params(type(Order.class), other));
  }

  @Test
  void trace_goesOnElsewhere() throws Exception {
    SpanContext caller =
        SpanContext.create(
            TRACE, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    TaskSpec spec;
    try (Scope request = Context.root().with(Span.wrap(caller)).makeCurrent()) {
      assertTrue(Span.current().getSpanContext().isValid(), request::toString);
      spec = Specs.of(type(String.class), "x");
    }
    assertNotNull(spec);
    AtomicReference<String> seen = new AtomicReference<>();
    Import task = new Import(seen);
    Work work = Specs.work(new TaskInstances.Created<>(task, () -> {}), "x", spec.bytes());
    work.execute(Executions.pending("1", Clock.SYSTEM).progress());
    assertEquals(TRACE, seen.get());
  }

  /** Parameters as people write them. */
  public record Order(String name, LocalDate day, List<Integer> numbers) {}

  /** What has no JSON. */
  public record Holder(Thread thread) {}

  /** What loses its field on the way. */
  public static final class Forgetful {
    private final String name;

    /** Creates one that forgets. */
    public Forgetful() {
      this("");
    }

    Forgetful(String name) {
      this.name = name;
    }

    /** Read, but never written. */
    public String getName() {
      return name;
    }
  }

  private static final class Import extends BaseTask<Object, @Nullable Object> {
    private final AtomicReference<String> seen;

    Import(AtomicReference<String> seen) {
      this.seen = seen;
    }

    @Override
    public @Nullable Object execute(ProgressHandle progress, Object params) {
      seen.set(Span.current().getSpanContext().getTraceId());
      return null;
    }
  }
}
