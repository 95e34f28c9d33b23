package dev.taskwire.hostile;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.cluster.redis.RedisProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two servers with one worker each: work goes to where a worker is free. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistributionIT {
  private static final String FOR_AN_HOUR = "\"delay_ms\":3600000";
  private static final Duration LONG = Duration.ofSeconds(30);

  private static RedisProcess redis;
  private static OwnServer a;
  private static OwnServer b;

  private final List<String> started = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    redis = RedisProcess.start();
    a = OwnServer.start(setup("a"));
    b = OwnServer.start(setup("b"));
    await().atMost(LONG).until(() -> Set.of(a, b).stream().allMatch(server -> nodes(server) == 2));
  }

  private static ServerSetup setup(String name) throws IOException {
    return ServerSetup.named("distribution-" + name)
        .with("tasks.cluster", "redis")
        .with("tasks.cluster.url", redis.url())
        .with("tasks.cluster.node-name", name)
        .with("tasks.max-workers", "1")
        .with("tasks.max-pending", "3");
  }

  private static int nodes(OwnServer server) {
    try {
      return server.get("api/server").body().split("\"state\":\"up\"", -1).length - 2;
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterAll
  static void stop() {
    a.kill();
    b.kill();
    redis.close();
  }

  @AfterEach
  void cancelAll() throws IOException, InterruptedException {
    for (String id : started) {
      a.send(a.request("api/tasks/" + id + "/cancel").POST(BodyPublishers.noBody()));
    }
    for (String id : started) {
      await().atMost(LONG).until(() -> !List.of("pending", "running").contains(status(a, id)));
    }
  }

  private String start(OwnServer server, String params) throws IOException, InterruptedException {
    String id = server.startDemo(params);
    started.add(id);
    return id;
  }

  private static String status(OwnServer server, String id)
      throws IOException, InterruptedException {
    return Answers.member(server.get("api/tasks/" + id).body(), "status");
  }

  private static String task(OwnServer server, String id) throws IOException, InterruptedException {
    return server.get("api/tasks/" + id).body();
  }

  @Test
  @Order(1)
  void start_whereNoWorkerIsFree_runsOnTheOther() throws IOException, InterruptedException {
    String first = start(a, FOR_AN_HOUR);
    String second = start(a, FOR_AN_HOUR);
    await().atMost(LONG).until(() -> status(a, second).equals("running"));
    assertTrue(task(b, first).contains("\"node\":\"a\""));
    assertTrue(task(a, second).contains("\"node\":\"b\""));
  }

  @Test
  @Order(2)
  void waiting_tellItsPlaceEverywhere_andAWatcherSeesItRun()
      throws IOException, InterruptedException {
    String first = start(a, FOR_AN_HOUR);
    start(b, FOR_AN_HOUR);
    String third = start(a, "\"events\":5");
    String fourth = start(b, FOR_AN_HOUR);
    for (OwnServer server : List.of(a, b)) {
      assertTrue(task(server, third).contains("\"position\":1"));
      assertTrue(task(server, fourth).contains("\"position\":2"));
    }
    try (Sse here = Sse.open(a, "api/tasks/" + third + "/stream");
        Sse there = Sse.open(b, "api/tasks/" + third + "/stream")) {
      a.send(a.request("api/tasks/" + first + "/cancel").POST(BodyPublishers.noBody()));
      String own = here.readUntil("task_completed");
      String other = there.readUntil("task_completed");
      assertTrue(own.contains("task_started") && other.contains("task_started"));
      assertEquals(own.split("id: ", -1).length, other.split("id: ", -1).length);
    }
  }

  @Test
  @Order(3)
  void tooMany_countForAllServers() throws IOException, InterruptedException {
    start(a, FOR_AN_HOUR);
    start(b, FOR_AN_HOUR);
    for (int i = 0; i < 3; i++) {
      start(i % 2 == 0 ? a : b, FOR_AN_HOUR);
    }
    for (OwnServer server : List.of(a, b)) {
      var full = server.post("api/tasks", "{\"type\":\"demo\",\"params\":{}}");
      assertEquals(503, full.statusCode());
      assertTrue(full.headers().firstValue("Retry-After").isPresent());
    }
  }

  @Test
  @Order(4)
  void serverThatIsKilled_leavesTheQueueToTheOther() throws IOException, InterruptedException {
    start(a, FOR_AN_HOUR);
    String lost = start(b, FOR_AN_HOUR);
    String waiting = start(b, "\"events\":5");
    b.kill();
    await().atMost(LONG).until(() -> status(a, lost).equals("failed"));
    assertTrue(
        a.get("api/tasks/" + lost + "/events").body().contains("node_lost")
            || task(a, lost).contains("gone"));
    Set<String> free = new HashSet<>(started);
    free.remove(waiting);
    for (String id : free) {
      a.send(a.request("api/tasks/" + id + "/cancel").POST(BodyPublishers.noBody()));
    }
    await().atMost(LONG).until(() -> status(a, waiting).equals("completed"));
    assertNotEquals("b", Answers.member(task(a, waiting), "node"));
  }
}
