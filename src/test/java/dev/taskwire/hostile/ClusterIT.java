package dev.taskwire.hostile;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.cluster.redis.RedisProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import redis.clients.jedis.Jedis;

/** Two servers that share their tasks over a Redis: any of them answers for any task. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final String FOR_AN_HOUR = "\"delay_ms\":3600000";
  private static final String REPORTS = "\"events\":200,\"interval_us\":10000";

  /** Of a body in chunks. */
  private static final String END = "\r\n0\r\n";

  private static final Pattern ID = Pattern.compile("id: (\\d+)\n");
  private static final Pattern FRAME = Pattern.compile("id: \\d+\nevent: task_event\ndata: .*\n\n");

  private static RedisProcess redis;
  private static OwnServer a;
  private static OwnServer b;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    redis = RedisProcess.start();
    a = OwnServer.start(setup("a"));
    b = OwnServer.start(setup("b"));
    await().atMost(Duration.ofSeconds(30)).until(() -> nodes(a) == 2 && nodes(b) == 2);
  }

  private static ServerSetup setup(String name) throws IOException {
    return ServerSetup.named("cluster-" + name)
        .with("tasks.cluster", "redis")
        .with("tasks.cluster.url", redis.url())
        .with("tasks.cluster.node-name", name)
        .with("tasks.diagnostics", "true");
  }

  private static int nodes(OwnServer server) throws IOException, InterruptedException {
    String body = server.get("api/server").body();
    return body.split("\"state\":\"up\"", -1).length - 2;
  }

  @AfterAll
  static void stop() {
    if (a != null) {
      a.kill();
    }
    if (b != null) {
      b.close();
    }
    redis.close();
  }

  private static String status(OwnServer server, String id)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.get("api/tasks/" + id);
    return answer.statusCode() == 200
        ? Answers.member(answer.body(), "status")
        : String.valueOf(answer.statusCode());
  }

  private static List<String> frames(String stream) {
    List<String> frames = new ArrayList<>();
    // the pieces of the transfer coding are not of the stream
    Matcher frame = FRAME.matcher(stream.replaceAll("\r\n[0-9a-fA-F]+\r\n", ""));
    while (frame.find()) {
      frames.add(frame.group());
    }
    return frames;
  }

  private static void assertIncreasing(List<String> frames) {
    long last = 0;
    for (String frame : frames) {
      Matcher id = ID.matcher(frame);
      assertTrue(id.find());
      long sequence = Long.parseLong(id.group(1));
      assertTrue(sequence > last, frame);
      last = sequence;
    }
  }

  @Test
  @Order(1)
  void servers_thatShare_haveLoadedWhatTheyNeed() throws IOException, InterruptedException {
    // AloneIT would find it
    assertFalse(LoadedClasses.of(a, "dev.taskwire.cluster.").isEmpty());
    assertFalse(LoadedClasses.of(a, "redis.").isEmpty());
  }

  @Test
  @Order(1)
  void servers_ofOneContextPath_haveFoundEachOther() {
    try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
      assertEquals(2, client.hlen("tw:/:nodes"), "the WAR is at the root");
    }
  }

  @Test
  @Order(1)
  void watcherElsewhere_getsTheSameBytesToTheEnd() throws IOException, InterruptedException {
    String id = a.startDemo(REPORTS);
    try (Sse there = Sse.open(b, "api/tasks/" + id + "/stream")) {
      List<String> got = frames(there.readUntil(END));
      assertIncreasing(got);
      String own;
      try (Sse here = Sse.open(a, "api/tasks/" + id + "/stream")) {
        own = here.readUntil(END);
      }
      List<String> all = frames(own);
      assertTrue(all.containsAll(got), "the same bytes for each id");
      assertTrue(got.get(0).contains("task_started"));
      assertEquals(all.get(all.size() - 1), got.get(got.size() - 1));
      assertTrue(got.size() > 50, "live, and not only the end: " + got.size());
    }
    assertEquals("completed", status(b, id));
    assertTrue(b.get("api/tasks/" + id).body().contains("\"node\":\"a\""));
    HttpResponse<String> exhausted =
        b.send(b.request("api/tasks/" + id + "/stream").header("Last-Event-ID", "202").GET());
    assertEquals(204, exhausted.statusCode());
  }

  @Test
  @Order(2)
  void startThatWasAnswered_isKnownElsewhereAtOnce() throws IOException, InterruptedException {
    for (int i = 0; i < 50; i++) {
      OwnServer one = i % 2 == 0 ? a : b;
      OwnServer other = one == a ? b : a;
      String id = one.startDemo("\"events\":1");
      assertEquals(200, other.get("api/tasks/" + id).statusCode());
    }
    String listed = b.get("api/tasks?limit=1000").body();
    assertTrue(listed.contains("\"node\":\"a\"") && listed.contains("\"node\":\"b\""));
  }

  @Test
  @Order(3)
  void cancelAndDeleteElsewhere_work() throws IOException, InterruptedException {
    String id = a.startDemo(FOR_AN_HOUR);
    assertEquals(409, delete(b, id));
    assertEquals(200, b.post("api/tasks/" + id + "/cancel", "").statusCode());
    await().atMost(Duration.ofSeconds(10)).until(() -> status(a, id).equals("cancelled"));
    await().atMost(Duration.ofSeconds(10)).until(() -> status(b, id).equals("cancelled"));
    assertEquals(409, b.post("api/tasks/" + id + "/cancel", "").statusCode());
    assertEquals(204, delete(b, id));
    assertEquals(404, b.get("api/tasks/" + id).statusCode());
    await().atMost(Duration.ofSeconds(10)).until(() -> status(a, id).equals("404"));
  }

  private static int delete(OwnServer server, String id) throws IOException, InterruptedException {
    return server.send(server.request("api/tasks/" + id).DELETE()).statusCode();
  }

  @Test
  @Order(4)
  void streamOfAll_hasTheTasksOfOthers() throws IOException, InterruptedException {
    String before = a.startDemo(FOR_AN_HOUR);
    try (Sse all = Sse.open(b, "api/tasks/stream")) {
      String list = all.readUntil("task_list\ndata: ");
      all.readUntil(before);
      String later = a.startDemo("\"events\":3");
      all.readUntil(later);
      all.readUntil("task_completed");
      assertTrue(list.contains("task_list"));
    }
    b.post("api/tasks/" + before + "/cancel", "");
  }

  @Test
  @Order(5)
  void longPollElsewhere_getsEvents() throws IOException, InterruptedException {
    String id = a.startDemo("\"events\":1,\"delay_ms\":1500");
    HttpResponse<String> first = b.get("api/tasks/" + id + "/events?after=1&wait=20");
    assertEquals(200, first.statusCode());
    assertTrue(first.body().contains("\"sequence\":2"), first.body());
    b.post("api/tasks/" + id + "/cancel", "");
  }

  @Test
  @Order(5)
  void stackElsewhere_namesTheServerToAsk() throws IOException, InterruptedException {
    String id = b.startDemo(FOR_AN_HOUR);
    await().atMost(Duration.ofSeconds(10)).until(() -> status(a, id).equals("running"));
    OwnServer its = a.get("api/tasks/" + id).body().contains("\"node\":\"a\"") ? a : b;
    OwnServer other = its == a ? b : a;
    assertEquals(200, its.get("api/tasks/" + id + "/stack").statusCode());
    HttpResponse<String> answer = other.get("api/tasks/" + id + "/stack");
    assertEquals(409, answer.statusCode());
    assertEquals(
        "The task runs on the server \"%s\": ask that one.".formatted(its == a ? "a" : "b"),
        Answers.member(answer.body(), "detail"));
    a.post("api/tasks/" + id + "/cancel", "");
    await().atMost(Duration.ofSeconds(10)).until(() -> status(other, id).equals("cancelled"));
    assertTrue(
        other.get("api/tasks/" + id + "/stack").body().contains("it is cancelled"),
        "there is nothing to be seen anywhere");
  }

  @Test
  @Order(6)
  void idempotencyKey_usedOnBoth_isOneTask() throws IOException, InterruptedException {
    String first = keyed(a);
    assertEquals(first, keyed(b));
    assertEquals(first, keyed(a));
  }

  private static String keyed(OwnServer server) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send(
            server
                .request("api/tasks")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"a-key\"")
                .POST(BodyPublishers.ofString("{\"type\":\"demo\",\"params\":{\"events\":1}}")));
    assertEquals(201, answer.statusCode(), answer.body());
    return Answers.member(answer.body(), "task_id");
  }

  @Test
  @Order(9)
  void serverThatIsKilled_isLostForItsWatchersAndCallers()
      throws IOException, InterruptedException {
    String finished = a.startDemo("\"events\":5");
    await().atMost(Duration.ofSeconds(10)).until(() -> status(b, finished).equals("completed"));
    String id = a.startDemo(FOR_AN_HOUR);
    try (Sse there = Sse.open(b, "api/tasks/" + id + "/stream")) {
      there.readUntil("task_started");
      long began = System.nanoTime();
      a.kill();
      there.readUntil("node_lost");
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
      System.out.println("Killed: node_lost after " + seconds + " s");
      assertTrue(seconds <= 15, seconds + " s");
      assertIncreasing(frames(there.readUntil(END)));
    }
    assertEquals("failed", status(b, id));
    assertEquals("completed", status(b, finished));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> b.get("api/server").body().contains("\"state\":\"lost\""));
  }
}
