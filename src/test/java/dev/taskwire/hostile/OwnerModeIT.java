package dev.taskwire.hostile;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.hostile.tasks.IdentityTask;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code tasks.access=owner}, a task is its starter's and the administrators'. */
class OwnerModeIT {
  private static final String QUICK = "\"events\":2";
  private static OwnServer server;

  private String task;
  private String streamUrl;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    server =
        OwnServer.start(
            ServerSetup.named("owner")
                .withTasksBeside(IdentityTask.class)
                .withUsers()
                .with("tasks.diagnostics", "true")
                // so that tasks follow each other on one thread
                .with("tasks.max-workers", "1"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aliceStartsATask() throws IOException, InterruptedException {
    String started = startedBy("alice", QUICK);
    task = Answers.member(started, "task_id");
    streamUrl = Answers.member(started, "stream_url").substring(1);
    // to its end, so that every call below has one answer
    assertTrue(as("alice", "GET", path("/stream")).body().contains("task_completed"));
  }

  /** A request that waits for its body comes back by a dispatch. */
  @ParameterizedTest
  @ValueSource(strings = {"alice", "operator"})
  void start_whoseBodyComesLater_isTheCallers(String caller)
      throws IOException, InterruptedException {
    Wire.Answer answer =
        slowly(caller, "api/tasks", "{\"type\":\"demo\",\"params\":{" + QUICK + "}}");

    assertEquals(201, answer.status(), answer.body());
    String started = "api/tasks/" + Answers.member(answer.body(), "task_id");
    assertEquals(200, as(caller, "GET", started).statusCode());
    assertEquals(404, as("bob", "GET", started).statusCode());
  }

  @Test
  void cancel_whoseBodyComesLater_knowsTheCallersRole() throws IOException, InterruptedException {
    int atOnce = as("operator", "POST", path("/cancel")).statusCode();

    assertEquals(atOnce, slowly("operator", path("/cancel"), "{}").status());
    assertEquals(404, slowly("bob", path("/cancel"), "{}").status());
  }

  private Wire.Answer slowly(String caller, String path, String body)
      throws IOException, InterruptedException {
    String head =
        "POST /%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: %s\r\n"
            + "Content-Length: %d\r\n\r\n";
    try (Wire wire = new Wire(server.port())) {
      wire.send(
          head.formatted(path, basic(caller, ServerCommand.password(caller)), body.length())
              .getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 10; i++) {
        as(caller, "GET", path("")); // meanwhile the head has come
      }
      wire.send(body.getBytes(StandardCharsets.US_ASCII));
      return wire.read(true);
    }
  }

  /** Every call that names a task: method and path. */
  static Stream<List<String>> calls() {
    return Stream.of(
        List.of("GET", "api/tasks/ID"),
        List.of("GET", "api/tasks/ID/status"),
        List.of("GET", "api/tasks/ID/stream"),
        List.of("GET", "api/tasks/stream?task_id=ID"),
        List.of("GET", "api/tasks/ID/events?after=0"),
        List.of("POST", "api/tasks/ID/cancel"),
        List.of("DELETE", "api/tasks/ID"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anyCall_byAnotherCaller_isTheAnswerForAnUnknownTask(List<String> call)
      throws IOException, InterruptedException {
    HttpResponse<String> others = as("bob", call.get(0), call.get(1).replace("ID", task));
    HttpResponse<String> unknown =
        as("bob", call.get(0), call.get(1).replace("ID", UUID.randomUUID().toString()));

    assertEquals(404, others.statusCode());
    assertEquals(unknown.statusCode(), others.statusCode());
    assertEquals(unknown.body(), others.body());
    assertEquals(200, as("alice", "GET", path("")).statusCode());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anyCall_byNobody_is401WithTheContainersChallenge(List<String> call)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send(
            server
                .request(call.get(1).replace("ID", task))
                .method(call.get(0), BodyPublishers.noBody()));

    assertEquals(401, answer.statusCode());
    assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api/tasks", "api/tasks/stream", "api/task-types", "api/server", "api"})
  void anyPath_byNobodyOrAWrongPassword_is401(String path)
      throws IOException, InterruptedException {
    assertEquals(401, server.get(path).statusCode());
    assertEquals(
        401,
        server
            .send(server.request(path).header("Authorization", basic("alice", "wrong")))
            .statusCode());
  }

  /**
   * Whatever way the path is written in: who passes the edge as no part of the API finds nothing.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%61pi/tasks",
        "%61pi/tasks/ID",
        "%61pi/tasks/ID/stream",
        "ap%69/server",
        "api/%74asks",
        "api;a=b/tasks",
        "api%2ftasks",
        "/api/tasks",
        "./api/tasks",
        "x/../api/tasks"
      })
  void pathInDisguise_byNobody_isNotServed(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = server.get(path.replace("ID", task));

    assertTrue(List.of(400, 401, 404).contains(answer.statusCode()), answer::toString);
    assertFalse(answer.body().contains(task), answer::body);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anyCall_byItsOwnerAndByAnAdministrator_isAnswered(List<String> call)
      throws IOException, InterruptedException {
    boolean isFeed = call.get(1).contains("tasks/stream");
    for (String caller : List.of("alice", "operator")) {
      if (isFeed) {
        assertTrue(Sse.beginning(server, call.get(1).replace("ID", task), caller).contains(task));
      } else {
        assertNotEquals(404, as(caller, call.get(0), call.get(1).replace("ID", task)).statusCode());
        if (call.get(0).equals("DELETE")) {
          assertEquals(404, as(caller, "GET", path("")).statusCode());
          aliceStartsATask();
        }
      }
    }
  }

  @Test
  void list_isOfTheCallersTasks_andOfAllForAnAdministrator()
      throws IOException, InterruptedException {
    String ofBob = Answers.member(startedBy("bob", QUICK), "task_id");

    assertTrue(as("alice", "GET", "api/tasks?limit=1000").body().contains(task));
    assertFalse(as("alice", "GET", "api/tasks?limit=1000").body().contains(ofBob));
    assertFalse(as("bob", "GET", "api/tasks?limit=1000").body().contains(task));
    String all = as("operator", "GET", "api/tasks?limit=1000").body();
    assertTrue(all.contains(task) && all.contains(ofBob));
  }

  @Test
  void streamOfAll_showsTheCallersTasksOnly_alsoLaterOnes()
      throws IOException, InterruptedException {
    String later;
    String seen;
    try (Sse bob = Sse.open(server, "api/tasks/stream", "bob");
        Sse alice = Sse.open(server, "api/tasks/stream", "alice");
        Sse operator = Sse.open(server, "api/tasks/stream", "operator")) {
      later = Answers.member(startedBy("alice", QUICK), "task_id");
      String ofBob = Answers.member(startedBy("bob", QUICK), "task_id");
      assertTrue(alice.readUntil(later + "\",\"timestamp").contains(task));
      String all = operator.readUntil(ofBob + "\",\"timestamp");
      assertTrue(all.contains(task) && all.contains(later));
      seen = bob.readUntil(ofBob + "\",\"timestamp");
    }
    assertFalse(seen.contains(later) || seen.contains(task));
  }

  @Test
  void stream_withItsTicket_needsNoCaller() throws IOException, InterruptedException {
    assertTrue(streamUrl.matches("api/tasks/" + task + "/stream\\?ticket=[A-Za-z0-9_-]{43}"));
    HttpResponse<String> stream = server.get(streamUrl);

    assertEquals(200, stream.statusCode());
    assertTrue(stream.body().contains("task_completed"));
    assertEquals(200, server.get(streamUrl + "&last_event_id=1").statusCode());
    HttpResponse<String> line =
        server.send(server.request(streamUrl).header("Accept", "text/plain"));
    assertEquals(200, line.statusCode());
    assertTrue(line.body().contains("100%"), line.body());
  }

  @Test
  void stack_ofARunningTask_isForAdministratorsOnly() throws IOException, InterruptedException {
    String started = startedBy("alice", "\"events\":600,\"interval_us\":100000");
    String running = "api/tasks/" + Answers.member(started, "task_id");
    try (Sse stream = Sse.open(server, running + "/stream", "alice")) {
      stream.readUntil("progress_update");
    }

    HttpResponse<String> owners = as("alice", "GET", running + "/stack");

    assertEquals(403, owners.statusCode(), owners.body());
    assertTrue(owners.body().contains("Only the role tasks-admin may look into tasks."));
    assertEquals(404, as("bob", "GET", running + "/stack").statusCode());
    assertEquals(401, server.get(running + "/stack").statusCode());
    String stack = as("operator", "GET", running + "/stack").body();
    assertTrue(stack.contains("dev.taskwire.demo.DemoTask.execute"), stack);
    assertEquals(200, as("alice", "POST", running + "/cancel").statusCode());
  }

  @Test
  void drain_isForAdministratorsOnly() throws IOException, InterruptedException {
    assertEquals(401, server.post("api/server/drain", "").statusCode());
    HttpResponse<String> owners = as("alice", "POST", "api/server/drain");
    assertEquals(403, owners.statusCode(), owners.body());
    assertTrue(owners.body().contains("Only the role tasks-admin may drain the server."));
    assertEquals(200, as("operator", "POST", "api/server/drain").statusCode());
    assertEquals(200, as("operator", "DELETE", "api/server/drain").statusCode());
  }

  @Test
  void task_whoeverStartedIt_callsAsNobody() throws IOException, InterruptedException {
    for (String caller : List.of("alice", "bob")) {
      String id = Answers.member(startedBy(caller, "identity", "null"), "task_id");
      String stream = as(caller, "GET", "api/tasks/" + id + "/stream").body();

      assertTrue(stream.contains("task_completed"), stream);
      assertFalse(stream.contains("alice") || stream.contains("bob"), stream);
    }
  }

  @Test
  void task_afterOneThatSignedInByItself_callsAsNobodyInNoTransaction()
      throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      String signedIn = Answers.member(startedBy("alice", "signed-in", "null"), "task_id");
      String first = as("alice", "GET", "api/tasks/" + signedIn + "/stream").body();
      assertTrue(first.contains("task_completed"), first);
      if (ServerCommand.isPayara()) {
        assertTrue(first.contains("\"data\":\"alice\""), first);
      }

      String id = Answers.member(startedBy("bob", "identity", "null"), "task_id");
      String next = as("bob", "GET", "api/tasks/" + id + "/stream").body();
      assertTrue(next.contains("task_completed"), next);
      assertFalse(next.contains("alice") || next.contains("in a transaction"), next);
    }
  }

  @Test
  void ticket_forThePollOfItsTask_needsNoCaller() throws IOException, InterruptedException {
    String query = streamUrl.substring(streamUrl.indexOf('?'));
    String events = server.get("api/tasks/" + task + "/events" + query + "&after=1").body();

    assertTrue(events.contains("task_completed"), events);
    assertFalse(events.contains("task_started"), events);
  }

  @Test
  void ticket_forAnythingButItsEvents_isWorthNothing() throws IOException, InterruptedException {
    String query = streamUrl.substring(streamUrl.indexOf('?'));
    String other = Answers.member(startedBy("alice", QUICK), "task_id");
    for (String path :
        List.of(
            "api/tasks/" + task + query,
            "api/tasks/" + task + "/status" + query,
            "api/tasks/" + other + "/stream" + query,
            "api/tasks/" + other + "/events" + query,
            "api/tasks/stream" + query + "&task_id=" + task,
            "api/tasks/" + task + ";a=1/stream" + query,
            "api/tasks/" + task + "/stream/" + query,
            "api/tasks" + query,
            "api/server" + query,
            streamUrl.substring(0, streamUrl.length() - 1),
            streamUrl + "A")) {
      int status = server.get(path).statusCode();
      assertTrue(status == 401 || status == 400, path + " gave " + status);
    }
    assertEquals(
        401, server.send(server.request(path("") + query).DELETE()).statusCode(), "delete");
    assertEquals(401, server.post(path("/cancel") + query, "").statusCode(), "cancel");
  }

  @Test
  void ticket_ofAStart_isNeverLogged() throws IOException, InterruptedException {
    server.get(streamUrl);
    String ticket = streamUrl.substring(streamUrl.indexOf('=') + 1);

    assertTrue(server.logLines().stream().noneMatch(line -> line.contains(ticket)));
  }

  /** A start that is repeated is watched as well, however long ago the first one was. */
  @Test
  void ticket_ofARepeatedStart_isAFreshOne() throws IOException, InterruptedException {
    String first = keyed("repeated");
    await().pollInterval(Duration.ofMillis(200)).until(() -> !keyed("repeated").equals(first));

    String again = keyed("repeated");

    assertEquals(Answers.member(first, "task_id"), Answers.member(again, "task_id"));
    assertEquals(200, server.get(Answers.member(again, "stream_url").substring(1)).statusCode());
    assertEquals(200, server.get(Answers.member(first, "stream_url").substring(1)).statusCode());
  }

  /** What an orchestrator asks has nobody to sign in as. */
  @ParameterizedTest
  @ValueSource(strings = {"ready", "live"})
  void probe_ofTheServersOwnHealth_needsNoCallerAndKnowsTaskwire(String probe)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send(HttpRequest.newBuilder(server.health(probe)).timeout(Duration.ofSeconds(30)));

    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("taskwire-"), answer.body());
    assertEquals(401, server.get("api/health/" + probe).statusCode());
  }

  private static String keyed(String key) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send(
            server
                .request("api/tasks")
                .header("Authorization", basic("alice", ServerCommand.password("alice")))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"type\":\"demo\",\"params\":{" + QUICK + "}}")));
    assertEquals(201, answer.statusCode(), answer.body());
    return answer.body();
  }

  private String path(String below) {
    return "api/tasks/" + task + below;
  }

  private static String startedBy(String caller, String params)
      throws IOException, InterruptedException {
    return startedBy(caller, "demo", "{" + params + "}");
  }

  private static String startedBy(String caller, String type, String params)
      throws IOException, InterruptedException {
    String start = "{\"type\":\"" + type + "\",\"params\":" + params + "}";
    HttpResponse<String> answer =
        server.send(
            server
                .request("api/tasks")
                .header("Authorization", basic(caller, ServerCommand.password(caller)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(start)));
    assertEquals(201, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static HttpResponse<String> as(String caller, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        server
            .request(path)
            .header("Authorization", basic(caller, ServerCommand.password(caller)))
            .method(method, BodyPublishers.noBody());
    return server.send(request);
  }

  static String basic(String user, String password) {
    String pair = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
