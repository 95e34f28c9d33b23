package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** One stream for many tasks, the end of retention, and a client that others wrote. */
class FeedIT extends ServerTest {
  private static final int CLEANUP_SECONDS = 3;
  private static final int MAX_RETAINED = 20;
  private static final int PATIENCE_SECONDS = 30;

  private final String signal = UUID.randomUUID().toString();

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.taskwireWithTestTasks(
        Map.of(
            "tasks.heartbeat-interval", "1",
            "tasks.cleanup-interval", Integer.toString(CLEANUP_SECONDS),
            "tasks.max-retained", Integer.toString(MAX_RETAINED)));
  }

  @Test
  void streamOfAll_opened_listsThenFollowsWhatComes() throws IOException, InterruptedException {
    String before = gated();
    taskWhen(before, "running");
    try (RawStream stream = RawStream.open(uri("api/tasks/stream"))) {
      assertEquals("text/event-stream", stream.header("Content-Type"));
      SseFrame list = event(stream);
      assertEquals("task_list", list.event());
      assertNull(list.id());
      assertTrue(ids(list).contains(before));

      String later = gated();
      signal(signal, 2);

      assertEquals(
          List.of("task_started", "progress_update", "task_completed"), typesOf(stream, later));
    }
  }

  @Test
  void streamOfAll_whenATaskIsDeleted_tellsIt() throws IOException, InterruptedException {
    try (RawStream stream = RawStream.open(uri("api/tasks/stream"))) {
      event(stream); // the list, so that the task comes after it
      String id = gated();
      signal(signal, 1);
      typesOf(stream, id);

      assertEquals(204, delete("api/tasks/" + id).statusCode());

      assertEquals(id, removed(stream));
    }
  }

  @Test
  void streamOfSome_selected_carriesOnlyThoseAndEnds() throws IOException, InterruptedException {
    String first = gated();
    String second = gated();
    String other = gated();
    try (RawStream stream =
        RawStream.open(uri("api/tasks/stream?task_id=" + first + "&task_id=" + second))) {
      SseFrame list = event(stream);
      assertEquals(2, ids(list).size());
      assertTrue(ids(list).containsAll(List.of(first, second)));
      signal(signal, 3);
      taskWhen(other, "completed");
      List<String> ended = new ArrayList<>();
      while (ended.size() < 2) {
        SseFrame event = event(stream);
        assertTrue(event.isTaskEvent(), event::toString);
        String id = event.json().getString("task_id");
        assertFalse(id.equals(other));
        if (event.eventType().equals("task_completed")) {
          ended.add(id);
        }
      }
      assertEquals(2, ended.stream().distinct().count());
    }
  }

  @Test
  void task_finished_staysForTheIntervalAndIsThenRemoved()
      throws IOException, InterruptedException {
    try (RawStream stream = RawStream.open(uri("api/tasks/stream"))) {
      event(stream); // the list, so that the task comes after it
      long start = System.nanoTime();
      String id = start("echo", "{\"text\":\"a\",\"how_often\":1}");
      typesOf(stream, id);
      assertEquals("completed", task(id).getString("status"));

      String gone = removed(stream);
      while (!gone.equals(id)) {
        gone = removed(stream);
      }

      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertTrue(seconds >= CLEANUP_SECONDS, () -> "Removed after " + seconds + " s");
      JsonObject problem = problem(404, get("api/tasks/" + id));
      assertTrue(problem.getString("detail").contains("removed"), problem::toString);
      problem(404, get("api/tasks/" + id + "/stream"));
    }
  }

  @Test
  void task_finishedFirst_leavesEarlyWhenTooManyAreRetained()
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < MAX_RETAINED + 5; i++) {
      ids.add(start("echo", "{\"text\":\"a\",\"how_often\":1}"));
    }
    for (String id : ids) {
      gone(id);
    }
    assertTrue(object(get("api/tasks").body()).getJsonArray("tasks").size() <= MAX_RETAINED);
  }

  @Test
  void jerseysClient_watchingATask_getsEachEventInOrder() throws Exception {
    String id = start("gated", "{\"signal\":\"" + signal + "\",\"steps\":3}");
    BlockingQueue<InboundSseEvent> received = new LinkedBlockingQueue<>();
    Client client = ClientBuilder.newClient();
    try (SseEventSource source =
        SseEventSource.target(client.target(uri("api/tasks/" + id + "/stream"))).build()) {
      source.register(
          event -> {
            if ("task_event".equals(event.getName())) {
              received.add(event);
            }
          });
      source.open();
      for (int sequence = 1; sequence <= 5; sequence++) {
        signal(signal, 1);
        InboundSseEvent event = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(Integer.toString(sequence), Objects.requireNonNull(event).getId());
        assertEquals(id, object(event.readData()).getString("task_id"));
      }
    } finally {
      client.close();
    }
  }

  private String gated() throws IOException, InterruptedException {
    return start("gated", "{\"signal\":\"" + signal + "\",\"steps\":1}");
  }

  /** Waits until a task has ended, or was removed already. */
  private void gone(String id) throws IOException, InterruptedException {
    var answer = get("api/tasks/" + id + "/events?wait=20&after=1");
    assertTrue(answer.statusCode() == 200 || answer.statusCode() == 404, answer.body());
  }

  private static SseFrame event(RawStream stream) throws IOException {
    return Objects.requireNonNull(stream.nextEvent(), "The stream ended");
  }

  private static List<String> ids(SseFrame list) {
    return list.json().getJsonArray("tasks").stream()
        .map(JsonValue::asJsonObject)
        .map(task -> task.getString("task_id"))
        .toList();
  }

  /** The types of a task's events, to its terminal one. */
  private static List<String> typesOf(RawStream stream, String id) throws IOException {
    List<String> types = new ArrayList<>();
    while (types.isEmpty() || !types.get(types.size() - 1).equals("task_completed")) {
      SseFrame event = event(stream);
      if (event.isTaskEvent() && event.json().getString("task_id").equals(id)) {
        types.add(event.eventType());
      }
    }
    return types;
  }

  private static String removed(RawStream stream) throws IOException {
    SseFrame event = event(stream);
    while (!"task_removed".equals(event.event())) {
      event = event(stream);
    }
    return event.json().getString("task_id");
  }
}
