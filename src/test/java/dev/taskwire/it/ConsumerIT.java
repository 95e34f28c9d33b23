package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskService;
import dev.taskwire.it.consumer.CountTask;
import dev.taskwire.it.consumer.GreetingTask;
import dev.taskwire.it.consumer.Ledger;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Another WAR brings its own tasks, endpoints and EJBs, and Taskwire as a jar. */
class ConsumerIT extends ServerTest {
  private static final String QUOTE = "{\"article\":\"paper\",\"pieces\":3}";

  @Inject TaskService tasks;
  @Inject Ledger ledger;

  @Deployment
  static WebArchive war() {
    Map<String, String> config =
        Map.of("tasks.max-workers", "2", "tasks.max-pending", "2", "tasks.max-retained", "20000");
    return Deployments.consumer(config).addClasses(ServerTest.class, Deployments.class);
  }

  @Test
  @RunAsClient
  void startTask_byClass_injectsCdiBeans() throws IOException, InterruptedException {
    JsonObject task = finished(started("api/shop/quote", "{\"article\":\"paper\",\"pieces\":3}"));

    assertEquals("completed", task.getString("status"), task::toString);
    assertEquals("QuoteTask", task.getString("type"));
    assertEquals(1500, task.getJsonObject("result").getInt("total_cents"));
  }

  /** A request that waits for its body comes back by a dispatch. */
  @Test
  @RunAsClient
  void startTask_whoseBodyComesLater_hasTheBeansOfARequest()
      throws IOException, InterruptedException {
    assertEquals("HTTP/1.1 200", inTwoParts("api/shop/quote").substring(0, 12));
  }

  @Test
  @RunAsClient
  void resourceOfTheHost_whoseBodyComesLater_canDoWhatOthersCan()
      throws IOException, InterruptedException {
    String late = inTwoParts("api/shop/lookups");
    String whole = post("api/shop/lookups", QUOTE).body();

    assertEquals(7, whole.split("\"ok\"", -1).length - 1, whole);
    assertEquals(7, late.split("\"ok\"", -1).length - 1, late);
  }

  /** Sends the head first, the body when that has come, and reads the answer. */
  private String inTwoParts(String path) throws IOException, InterruptedException {
    URI address = uri(path);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            .formatted(address.getPath(), address.getAuthority(), QUOTE.length());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 10; i++) {
        get("api/server"); // meanwhile the head has come
      }
      socket.getOutputStream().write(QUOTE.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @RunAsClient
  void startTask_invalidParams_answers400WithTheField() throws IOException, InterruptedException {
    var answer = post("api/shop/quote", "{\"article\":\"\",\"pieces\":3}");

    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals(
        "article",
        object(answer.body()).getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  @Test
  @RunAsClient
  void startTask_byInstance_runsThatInstance() throws IOException, InterruptedException {
    JsonObject task = finished(started("api/shop/greeting/Ada", ""));

    assertEquals("completed", task.getString("status"), task::toString);
    assertEquals("Hello Ada", task.getString("result"));
  }

  @Test
  @RunAsClient
  void execute_callingEjbs_findsThemInjectedAndInJndi() throws IOException, InterruptedException {
    JsonObject task = finished(started("api/shop/stock", ""));

    assertEquals("completed", task.getString("status"), task::toString);
    assertEquals(16, task.getJsonObject("result").getInt("pieces"));
  }

  @Test
  @RunAsClient
  void execute_atItsBeginning_hasNoTransaction() throws IOException, InterruptedException {
    JsonObject task = finished(started("api/shop/stock", ""));

    assertEquals(false, task.getJsonObject("result").getBoolean("in_transaction"));
  }

  @Test
  @RunAsClient
  void execute_usingTheDatabase_commitsAndRollsBack() throws IOException, InterruptedException {
    JsonObject task = finished(started("api/shop/orders", ""));

    assertEquals("completed", task.getString("status"), task::toString);
    assertEquals(3, task.getJsonObject("result").getInt("orders"));
  }

  @Test
  @RunAsClient
  void streamUrl_underAnotherContextRoot_beginsWithIt() throws IOException, InterruptedException {
    JsonObject started = object(post("api/shop/greeting/Ada", "").body());

    assertEquals(
        "/shop/api/tasks/" + started.getString("task_id") + "/stream",
        started.getString("stream_url"));
  }

  @Test
  @RunAsClient
  void startTask_registeredType_startsOverHttpUnderTheContextRoot()
      throws IOException, InterruptedException {
    var answer = post("api/tasks", "{\"type\":\"reindex\",\"params\":{\"shelf\":\"B 2\"}}");

    assertEquals(201, answer.statusCode(), answer.body());
    String id = object(answer.body()).getString("task_id");
    assertEquals(
        "/shop/api/tasks/" + id + "/stream", object(answer.body()).getString("stream_url"));
    assertEquals(
        uri("api/tasks/" + id).toString(), answer.headers().firstValue("Location").orElse(""));
    assertEquals("B 2", taskWhen(id, "completed").getJsonObject("result").getString("shelf_name"));
  }

  @Test
  @RunAsClient
  void resource_returningARecord_isMappedAsTaskwiresAre() throws IOException, InterruptedException {
    assertEquals(
        object(
            "{\"shelf_name\":\"A 1\",\"counted_at\":\"2026-11-23T12:00:00.120000Z\",\"note\":null}"),
        object(get("api/shop/shelf").body()));
  }

  @Test
  @RunAsClient
  void startTask_whenTheQueueIsFull_answers503() throws IOException, InterruptedException {
    post("api/shop/pause", "");
    try {
      int status = 200;
      for (int i = 0; i < 4 && status == 200; i++) {
        status = post("api/shop/greeting/Ada", "").statusCode();
      }
      var refused = post("api/shop/greeting/Ada", "");
      problem(503, refused);
      assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
    } finally {
      post("api/shop/resume", "");
      serverWhen("running", 0);
    }
  }

  @Test
  @RunAsClient
  void execute_ofATransactionalClass_hasATransaction() throws IOException, InterruptedException {
    JsonObject seen = taskWhen(start("transfer", "1"), "completed").getJsonObject("result");

    assertTrue(seen.getBoolean("in_transaction"), seen::toString);
    assertEquals(false, seen.getBoolean("cancelled"));
  }

  @Test
  @RunAsClient
  void drain_inOpenModeWithoutItsSetting_isNotFound() throws IOException, InterruptedException {
    problem(404, post("api/server/drain", ""));
    problem(404, delete("api/server/drain"));
  }

  @Test
  @RunAsClient
  void resource_withMalformedJson_answersTaskwiresProblem()
      throws IOException, InterruptedException {
    problem(400, post("api/shop/quote", "{\"article\":"));
    problem(404, get("api/shop/nothing"));
    problem(500, post("api/shop/broken", ""));
  }

  @Test
  void observers_of10000Tasks_areToldOfEachEndOnceAndInOrder() throws InterruptedException {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(startWhenThereIsRoom(i));
    }
    try {
      assertTrue(ledger.awaitEnds(ids.size()));
      assertEquals(ids, ledger.ofCounts().keySet());
      assertEquals(0, ledger.untimely());
      ledger
          .ofCounts()
          .forEach(
              (id, told) -> {
                assertEquals("task_started null", told.get(0));
                assertTrue(told.get(1).matches("task_completed \\d+"), told::toString);
                assertEquals(2, told.size());
              });
      assertTrue(ledger.awaitAll(2 * ids.size()), "an observer without a type");
    } finally {
      ledger.release();
    }
  }

  private String startWhenThereIsRoom(int number) {
    while (true) {
      try {
        return tasks.startTask(CountTask.class, number).taskId();
      } catch (TaskRejectedException full) {
        Thread.yield();
      }
    }
  }

  @Test
  void getTaskEvents_inTheContainer_endsWithTheTerminalEvent() {
    String id = tasks.startTask(new GreetingTask("Hi "), "Bob").taskId();

    List<TaskEvent> events = tasks.getTaskEvents(id, Duration.ofSeconds(10));

    assertEquals(TaskEventType.TASK_STARTED, events.get(0).eventType());
    assertEquals(TaskEventType.TASK_COMPLETED, events.get(events.size() - 1).eventType());
    assertTrue(tasks.removeCompletedTask(id));
  }

  private String started(String path, String json) throws IOException, InterruptedException {
    var answer = post(path, json);
    assertEquals(200, answer.statusCode(), answer.body());
    return object(answer.body()).getString("task_id");
  }

  private JsonObject finished(String id) throws IOException, InterruptedException {
    var answer = get("api/shop/tasks/" + id);
    assertEquals(200, answer.statusCode(), answer.body());
    return object(answer.body());
  }
}
