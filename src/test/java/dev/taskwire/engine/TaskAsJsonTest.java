package dev.taskwire.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskAsJsonTest {
  private final TestEngine test = new TestEngine("max-workers", "1");

  @Test
  void json_ofAnyTask_hasTheMembersOfTheContract() {
    String id = test.start((task, progress) -> null);
    assertEquals(
        List.of(
            "task_id",
            "type",
            "title",
            "status",
            "cancel_requested",
            "progress",
            "start_time",
            "running_since",
            "end_time",
            "result",
            "result_bytes",
            "error",
            "node",
            "position",
            "attempt"),
        List.copyOf(test.json(id).keySet()));
    assertEquals(1, test.json(id).getInt("attempt"));
    assertSame(JsonValue.NULL, test.json(id).get("node"));
  }

  @Test
  void json_largeResult_isWhole_andLeftOutOfTheSummary() {
    String large = test.run((task, progress) -> "x".repeat(1023));
    assertEquals(1025, test.json(large).getInt("result_bytes"));
    assertEquals(1023, test.json(large).getString("result").length());
    assertSame(JsonValue.NULL, summary(large).get("result"));
    assertEquals(1025, summary(large).getInt("result_bytes"));

    String small = test.run((task, progress) -> "x".repeat(1022));
    assertEquals(1022, summary(small).getString("result").length());
    String none = test.run((task, progress) -> null);
    assertSame(JsonValue.NULL, test.json(none).get("result_bytes"));
  }

  @Test
  void json_whileItWaits_tellsItsPlace() {
    String running = test.start((task, progress) -> null);
    String first = test.start((task, progress) -> null);
    String second = test.start((task, progress) -> null);
    assertSame(JsonValue.NULL, test.json(running).get("position"));
    assertEquals(1, test.json(first).getInt("position"));
    assertEquals(2, test.json(second).getInt("position"));
    test.engine.cancelTask(first);
    assertSame(JsonValue.NULL, test.json(first).get("position"));
    assertEquals(1, summary(second).getInt("position"));
  }

  @Test
  void title_isAskedForOnce_onTheThreadOfTheStart() {
    AtomicInteger asked = new AtomicInteger();
    Thread starter = Thread.currentThread();
    String id =
        titled(
            () -> {
              assertSame(starter, Thread.currentThread());
              return "Import \u0007 number " + asked.incrementAndGet() + " \ud800";
            });
    test.executor.runAll();
    assertEquals("Import \u0007 number 1 \ud800", test.json(id).getString("title"));
    assertEquals("Import \u0007 number 1 \ud800", summary(id).getString("title"));
    String raw = new String(test.engine.find(id).json(), UTF_8);
    assertEquals(-1, raw.indexOf('\u0007'), raw);
  }

  @Test
  void title_tooLong_isCut() {
    assertEquals(200, test.json(titled(() -> "x".repeat(1000))).getString("title").length());
  }

  @Test
  void title_throwing_isNone() {
    for (Supplier<String> bad :
        List.<Supplier<String>>of(
            () -> {
              throw new IllegalStateException("no title on purpose");
            },
            () -> {
              throw new StackOverflowError();
            },
            () -> " ",
            () -> null)) {
      assertSame(JsonValue.NULL, test.json(titled(bad)).get("title"));
    }
  }

  private JsonObject summary(String id) {
    String text = new String(test.engine.find(id).summary(), UTF_8);
    return Json.createReader(new StringReader(text)).readObject();
  }

  private String titled(Supplier<String> title) {
    return test.engine.startTask(new TitledTask(title), "params").taskId();
  }

  /** Has the title that the test gives it. */
  private static final class TitledTask extends BaseTask<String, Void> {
    private final Supplier<String> title;

    TitledTask(Supplier<String> title) {
      this.title = title;
    }

    @Override
    protected @Nullable String title(String params) {
      return title.get();
    }

    @Override
    public Void execute(ProgressHandle progress, String params) {
      return null;
    }
  }
}
