package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a task can end: one terminal event, and the task says the same. */
class LifeCycleIT extends ServerTest {
  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.taskwireWithTestTasks(
        Map.of(
            "tasks.max-workers", "2",
            "tasks.max-pending", "4",
            "tasks.interrupt-after", "1",
            "tasks.cancel-grace", "2",
            "tasks.max-result-bytes", "2000"));
  }

  @Test
  void execute_returning_completesWithTheResult() throws IOException, InterruptedException {
    String id = start("echo", "{\"text\":\"Grüße <b>\",\"how_often\":2}");

    JsonObject end = end(id, "completed", "task_completed");

    assertEquals("Grüße <b>", end.getJsonObject("data").getString("text"));
    Golden.assertMatches("task-completed.json", get("api/tasks/" + id).body());
    assertEquals(get("api/tasks/" + id).body(), get("api/tasks/" + id + "/status").body());
  }

  @Test
  void execute_returningNull_completesWithNull() throws IOException, InterruptedException {
    String id = start("outcome", "{\"how\":\"null\"}");

    assertEquals(JsonValue.NULL, end(id, "completed", "task_completed").get("data"));
    assertEquals(JsonValue.NULL, task(id).get("result"));
  }

  @Test
  void execute_throwing_failsWithTheMessage() throws IOException, InterruptedException {
    String id = start("outcome", "{\"how\":\"exception\"}");

    JsonObject data = end(id, "failed", "task_failed").getJsonObject("data");

    assertEquals("The shelf is empty", data.getString("error"));
    assertEquals("task_failed", data.getString("code"));
    assertFalse(data.containsKey("traceback"));
    Golden.assertMatches("task-failed.json", get("api/tasks/" + id).body());
  }

  @ParameterizedTest
  @CsvSource({
    "silent, task_failed",
    "error, task_failed",
    "overflow, task_failed",
    "cyclic, result_unserializable",
    "large, result_too_large"
  })
  void execute_endingBadly_failsWithItsCodeAndASentence(String how, String code)
      throws IOException, InterruptedException {
    String id = start("outcome", "{\"how\":\"" + how + "\"}");

    JsonObject data = end(id, "failed", "task_failed").getJsonObject("data");

    assertEquals(code, data.getString("code"));
    assertFalse(data.getString("error").isBlank());
    assertEquals(data.getString("error"), task(id).getString("error"));
    assertEquals(JsonValue.NULL, task(id).get("result"));
  }

  @Test
  void execute_beyondTheTimeoutOfItsType_failsWithTimeout()
      throws IOException, InterruptedException {
    String id = start("impatient", "{}");

    JsonObject data = end(id, "failed", "task_failed").getJsonObject("data");

    assertEquals("timeout", data.getString("code"));
    assertTrue(data.getString("error").endsWith("timed out after 1 s"), data::toString);
  }

  @Test
  void cancel_taskThatReturnsAResult_cancelsWithIt() throws IOException, InterruptedException {
    String id = cancelledWhileRunning("cancellable", "{\"how\":\"result\"}");

    JsonObject end = end(id, "cancelled", "task_cancelled");

    assertEquals("cancelled", end.getJsonObject("data").getString("status"));
    assertEquals("cancelled", task(id).getJsonObject("result").getString("status"));
    assertTrue(task(id).getBoolean("cancel_requested"));
  }

  @ParameterizedTest
  @CsvSource({"null", "throw", "interrupt"})
  void cancel_taskWithoutAResult_cancelsWithNull(String how)
      throws IOException, InterruptedException {
    String id = cancelledWhileRunning("cancellable", "{\"how\":\"" + how + "\"}");

    assertEquals(JsonValue.NULL, end(id, "cancelled", "task_cancelled").get("data"));
    assertEquals(JsonValue.NULL, task(id).get("error"));
  }

  @Test
  void cancel_taskThatDoesNotStop_abandonsItAndGivesItsWorkerBack()
      throws IOException, InterruptedException {
    String signal = UUID.randomUUID().toString();
    List<String> stuck =
        List.of(
            cancelledWhileRunning("stubborn", "{\"signal\":\"" + signal + "\"}"),
            cancelledWhileRunning("stubborn", "{\"signal\":\"" + signal + "\"}"));

    for (String id : stuck) {
      assertEquals(JsonValue.NULL, end(id, "cancelled", "task_cancelled").get("data"));
    }
    assertEquals(2, object(get("api/server").body()).getInt("abandoned"));
    end(start("echo", "{\"text\":\"next\",\"how_often\":1}"), "completed", "task_completed");
    signal(signal, 2);
    serverWhen("abandoned", 0);
    for (String id : stuck) {
      assertEquals("Not listening", task(id).getJsonObject("progress").getString("text"));
      assertEquals("cancelled", task(id).getString("status"));
    }
  }

  @Test
  void cancel_pendingTask_neverRunsIt() throws IOException, InterruptedException {
    String signal = UUID.randomUUID().toString();
    String gate = "{\"signal\":\"" + signal + "\",\"steps\":1}";
    List<String> running = List.of(start("gated", gate), start("gated", gate));
    for (String id : running) {
      taskWhen(id, "running");
    }
    String pending = start("gated", gate);
    Golden.assertMatches("task-pending.json", get("api/tasks/" + pending).body());

    cancel(pending);

    assertEquals(1, eventsToTheEnd(pending).size());
    assertEquals(JsonValue.NULL, end(pending, "cancelled", "task_cancelled").get("data"));
    assertEquals(JsonValue.NULL, task(pending).get("running_since"));
    try (RawStream stream = RawStream.open(uri("api/tasks/" + pending + "/stream"))) {
      Golden.assertMatches("cancelled-while-pending.sse", stream.rest());
    }
    signal(signal, 2);
    for (String id : running) {
      end(id, "completed", "task_completed");
    }
  }

  @Test
  void start_moreThanTheQueueTakes_answers503() throws IOException, InterruptedException {
    String signal = UUID.randomUUID().toString();
    String gate = "{\"signal\":\"" + signal + "\",\"steps\":1}";
    for (int i = 0; i < 6; i++) {
      start("gated", gate);
    }

    var refused = post("api/tasks", "{\"type\":\"gated\",\"params\":" + gate + "}");

    problem(503, refused);
    assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
    assertEquals(
        6,
        object(get("api/tasks?type=gated&limit=6").body()).getJsonArray("tasks").stream()
            .map(JsonValue::asJsonObject)
            .filter(task -> List.of("running", "pending").contains(task.getString("status")))
            .count());
    signal(signal, 6);
    serverWhen("running", 0);
    serverWhen("pending", 0);
    end(start("echo", "{\"text\":\"next\",\"how_often\":1}"), "completed", "task_completed");
  }

  private String cancelledWhileRunning(String type, String params)
      throws IOException, InterruptedException {
    String id = start(type, params);
    taskWhen(id, "running");
    cancel(id);
    return id;
  }

  /** The terminal event, after a check that it is the only one and that the task agrees. */
  private JsonObject end(String id, String status, String eventType)
      throws IOException, InterruptedException {
    List<JsonObject> events = eventsToTheEnd(id);
    JsonObject end = events.get(events.size() - 1);
    JsonObject task = task(id);
    assertEquals(eventType, end.getString("event_type"), end::toString);
    assertEquals(status, task.getString("status"), task::toString);
    assertEquals(
        "{\"events\":[]}",
        get("api/tasks/" + id + "/events?wait=60&after=" + end.getInt("sequence")).body());
    problem(409, post("api/tasks/" + id + "/cancel", ""));
    return end;
  }
}
