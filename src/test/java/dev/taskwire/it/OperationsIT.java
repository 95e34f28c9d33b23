package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What an operator and a client's author find: metrics, health, descriptions, start options. */
class OperationsIT extends ServerTest {
  private static final String QUICK =
      "{\"type\":\"demo\",\"params\":{\"events\":3,\"interval_us\":1000}}";
  private static final String ENDLESS =
      "{\"type\":\"demo\",\"params\":{\"events\":100000,\"interval_us\":100000}}";
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(taskwire_[a-z_]+)(?:\\{([^}]*)\\})? ([0-9.eE+]+)$");

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.taskwire(
        Map.of(
            "tasks.max-workers", "2",
            "tasks.max-pending", "2",
            "tasks.demo-enabled", "true",
            "tasks.diagnostics", "true",
            "tasks.drain-enabled", "true",
            "tasks.interrupt-after", "0"));
  }

  @Test
  void drain_takesNoNewWork_andLetsWhatWasAcceptedGoOn() throws IOException, InterruptedException {
    String running = start("demo", "{\"delay_ms\":3600000}");
    try {
      HttpResponse<String> drained = post("api/server/drain", "");
      assertEquals(200, drained.statusCode(), drained.body());
      JsonObject rest = object(drained.body());
      assertTrue(rest.getBoolean("draining"));
      assertEquals(1, rest.getInt("running") + rest.getInt("pending"));
      assertTrue(rest.containsKey("streams"));

      HttpResponse<String> refused = post("api/tasks", QUICK);
      JsonObject problem = problem(503, refused);
      assertEquals(
          "The server is being drained and takes no new tasks.", problem.getString("detail"));
      assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
      assertEquals(503, get("api/health/ready").statusCode());
      assertEquals(200, get("api/health/live").statusCode());
      assertTrue(object(get("api/server").body()).getBoolean("draining"));

      cancel(running);
      String stream = get("api/tasks/" + running + "/stream").body();
      assertTrue(stream.contains("task_cancelled"), stream);
      serverWhen("running", 0);
      assertEquals(0, object(post("api/server/drain", "").body()).getInt("running"));
    } finally {
      assertFalse(object(delete("api/server/drain").body()).getBoolean("draining"));
    }
    assertEquals(200, get("api/health/ready").statusCode());
    finished(QUICK);
  }

  @Test
  void server_askedTwice_isTheSame() throws IOException, InterruptedException {
    String instance = object(get("api/server").body()).getString("instance");
    assertEquals(instance, object(get("api/server").body()).getString("instance"));
  }

  @Test
  void metrics_afterTasksOfEveryOutcome_keepTheirRelations()
      throws IOException, InterruptedException {
    finished(QUICK);
    finished("{\"type\":\"demo\",\"params\":{\"events\":1,\"outcome\":\"fail\"}}");
    List<String> running = filled();
    try {
      assertEquals(503, post("api/tasks", QUICK).statusCode());

      Map<String, Double> now = metrics();

      double accepted = now.get("taskwire_tasks_accepted_total{type=\"demo\"}");
      double pending = now.get("taskwire_tasks_pending{type=\"demo\"}");
      double busy = now.get("taskwire_tasks_running{type=\"demo\"}");
      double ended =
          now.get("taskwire_tasks_finished_total{outcome=\"completed\",type=\"demo\"}")
              + now.get("taskwire_tasks_finished_total{outcome=\"failed\",type=\"demo\"}")
              + now.get("taskwire_tasks_finished_total{outcome=\"cancelled\",type=\"demo\"}");
      assertEquals(accepted, pending + busy + ended);
      assertTrue(now.get("taskwire_tasks_rejected_total{type=\"demo\"}") >= 1);
      assertEquals(2, pending);
      assertEquals(2, now.get("taskwire_workers_limit"));
      assertEquals(
          now.get("taskwire_streams_opened_total"),
          now.get("taskwire_streams_open")
              + now.get("taskwire_streams_closed_total{end=\"ended\"}")
              + now.get("taskwire_streams_closed_total{end=\"slow\"}")
              + now.get("taskwire_streams_closed_total{end=\"vanished\"}"));
    } finally {
      cancel(running);
    }
  }

  @Test
  void metrics_openMetricsAccepted_areOpenMetrics() throws IOException, InterruptedException {
    var answer =
        send(
            request("api/metrics")
                .header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"));

    assertEquals(200, answer.statusCode());
    assertTrue(contentType(answer).startsWith("application/openmetrics-text"), answer::toString);
    assertTrue(answer.body().endsWith("# EOF\n"));
  }

  @Test
  void dashboardAndAlerts_usingMetrics_nameOnlyThoseThatExist()
      throws IOException, InterruptedException {
    Set<String> exposed = new TreeSet<>();
    Matcher sample = SAMPLE.matcher(get("api/metrics").body());
    while (sample.find()) {
      exposed.add(sample.group(1));
    }
    Set<String> used = new TreeSet<>();
    Path folder = Deployments.file("it.server.config").toPath().resolve("grafana");
    for (String file : List.of("taskwire-dashboard.json", "taskwire-alerts.yml")) {
      Matcher name =
          Pattern.compile("taskwire_[a-z_]+").matcher(Files.readString(folder.resolve(file)));
      while (name.find()) {
        used.add(name.group());
      }
    }

    assertFalse(used.isEmpty());
    used.removeAll(exposed);
    used.removeIf(name -> name.startsWith("taskwire_cluster_")); // this server is alone
    assertEquals(Set.of(), used);
  }

  @Test
  void health_queueFull_isNotReadyAndAlive() throws IOException, InterruptedException {
    DescribedApi api = api();
    List<String> running = filled();
    try {
      var ready = get("api/health/ready");
      assertEquals(503, ready.statusCode(), ready.body());
      api.assertDescribes("get", "/health/ready", ready);
      assertEquals(503, get("api/health").statusCode());
      assertEquals(200, get("api/health/live").statusCode());
    } finally {
      cancel(running);
    }
    assertEquals(200, get("api/health/ready").statusCode());
    api.assertDescribes("get", "/health", get("api/health"));
    api.assertDescribes("get", "/health/live", get("api/health/live"));
  }

  @Test
  void answers_ofEveryCall_areAsDescribed() throws IOException, InterruptedException {
    DescribedApi api = api();
    var started = post("api/tasks", ENDLESS);
    api.assertDescribes("post", "/tasks", started);
    String id = id(started);
    String task = "api/tasks/" + id;
    get(task + "/events?wait=10");
    api.assertDescribes("get", "/tasks/{id}", get(task));
    api.assertDescribes("get", "/tasks/{id}/status", get(task + "/status"));
    api.assertDescribes("get", "/tasks/{id}/stack", get(task + "/stack"));
    api.assertDescribes("delete", "/tasks/{id}", delete(task));
    api.assertDescribes("post", "/tasks/{id}/cancel", post(task + "/cancel", ""));
    awaitEnd(id);
    api.assertDescribes("post", "/tasks/{id}/cancel", post(task + "/cancel", ""));
    api.assertDescribes("get", "/tasks/{id}/stack", get(task + "/stack"));
    api.assertDescribes("get", "/tasks/{id}/events", get(task + "/events"));
    api.assertDescribes("get", "/tasks/{id}/stream", get(task + "/stream"));
    api.assertDescribes("get", "/tasks", get("api/tasks?limit=5"));
    api.assertDescribes("delete", "/tasks/{id}", delete(task));
    api.assertDescribes("get", "/tasks/{id}", get(task));
    api.assertDescribes("get", "/server", get("api/server"));
    api.assertDescribes("get", "/metrics", get("api/metrics"));
    api.assertDescribes("get", "/task-types", get("api/task-types"));
    api.assertDescribes("get", "/openapi.json", get("api/openapi.json"));
  }

  @Test
  void errors_ofEveryKind_areAsDescribed() throws IOException, InterruptedException {
    DescribedApi api = api();
    api.assertDescribes("post", "/tasks", post("api/tasks", "{\"type\":\"nothing\"}"));
    api.assertDescribes("post", "/tasks", post("api/tasks", "{\"type\":"));
    api.assertDescribes(
        "post", "/tasks", post("api/tasks", "{\"x\":\"" + "x".repeat(70_000) + "\"}"));
    api.assertDescribes(
        "post",
        "/tasks",
        send(
            request("api/tasks")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(QUICK))));
    api.assertDescribes(
        "post",
        "/tasks",
        send(
            request("api/tasks")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUICK))));
    api.assertDescribes(
        "post", "/data/process", post("api/data/process", "{\"batch_size\":\"1\"}"));
    api.assertDescribes("get", "/tasks", get("api/tasks?limit=0"));
    api.assertDescribes("get", "/tasks/{id}/events", get("api/tasks/none/events"));
    api.assertDescribes(
        "get",
        "/tasks/{id}/stream",
        send(request("api/tasks/none/stream").header("Accept", "application/json")));
  }

  /** Whatever is asked for in a form that nobody has, and however the address is broken. */
  @Test
  void refusals_ofEveryAddress_areAsDescribed() throws IOException, InterruptedException {
    DescribedApi api = api();
    JsonNode paths = api.document().path("paths");
    for (String path : (Iterable<String>) paths::fieldNames) {
      String address = "api" + path.replace("{id}", "none");
      for (String verb : (Iterable<String>) paths.get(path)::fieldNames) {
        String method = verb.toUpperCase(Locale.ROOT);
        try (RawStream answer =
            RawStream.send(uri(""), method + " /" + address + "?a=%zz", "Content-Length: 0")) {
          assertEquals(400, answer.status(), address);
          assertFalse(
              paths
                  .at("/" + path.replace("/", "~1") + "/" + verb + "/responses/400")
                  .isMissingNode(),
              path);
        }
        var strange =
            send(
                request(address)
                    .header("Accept", "application/x-nothing")
                    .header("Content-Type", "application/json")
                    .method(
                        method,
                        // Grizzly refuses by itself, with an empty 400, a GET that has a body
                        verb.equals("post")
                            ? BodyPublishers.ofString("{}")
                            : BodyPublishers.noBody()));
        if (!method.equals("HEAD")) {
          api.assertDescribes(verb, path, strange);
        }
      }
    }
  }

  @Test
  void heads_ofStreams_areAsDescribed() throws IOException, InterruptedException {
    DescribedApi api = api();
    String stream = "api/tasks/" + finished(QUICK) + "/stream";

    api.assertDescribes("head", "/tasks/{id}/stream", head(stream));
    api.assertDescribes("head", "/tasks/{id}/stream", head(stream + "?last_event_id=5"));
    assertEquals(204, head(stream + "?last_event_id=5").statusCode());
    api.assertDescribes("get", "/tasks/{id}/stream", get(stream + "?last_event_id=5"));
    api.assertDescribes("head", "/tasks/stream", head("api/tasks/stream"));
  }

  @Test
  void examples_everyOne_areAsTheirSchemasSay() throws IOException, InterruptedException {
    assertTrue(api().assertExamples() > 20);
  }

  @Test
  void events_ofEveryKind_areAsDescribed() throws IOException, InterruptedException {
    DescribedApi api = api();
    Set<String> seen = new HashSet<>();
    for (String body :
        List.of(QUICK, "{\"type\":\"demo\",\"params\":{\"events\":1,\"outcome\":\"fail\"}}")) {
      for (String line : get("api/tasks/" + finished(body) + "/stream").body().split("\n")) {
        if (line.startsWith("data: ")) {
          api.assertValid("Event", line.substring(6));
          JsonObject event = object(line.substring(6));
          seen.add(event.getString("event_type"));
          assertDataIsDescribed(api, event);
        }
      }
    }
    assertEquals(Set.of("task_started", "progress_update", "task_completed", "task_failed"), seen);
  }

  private static void assertDataIsDescribed(DescribedApi api, JsonObject event) throws IOException {
    String data = event.get("data").toString();
    switch (event.getString("event_type")) {
      case "task_started" -> assertEquals("null", data);
      case "progress_update" -> api.assertValid("Progress", data);
      case "task_failed" -> api.assertValid("TaskFailure", data);
      default -> assertEquals(JsonValue.ValueType.OBJECT, event.get("data").getValueType());
    }
  }

  @Test
  void stack_runningTask_showsItsCode() throws IOException, InterruptedException {
    String id = id(post("api/tasks", ENDLESS));
    get("api/tasks/" + id + "/events?wait=10");

    var stack = get("api/tasks/" + id + "/stack");

    cancel(List.of(id));
    assertEquals(200, stack.statusCode(), stack.body());
    assertTrue(stack.body().contains("DemoTask.execute"), stack.body());
    assertEquals(409, get("api/tasks/" + id + "/stack").statusCode());
  }

  @Test
  void idempotencyKey_sameRequestTwice_isOneTask() throws IOException, InterruptedException {
    var first = startWith("Idempotency-Key", "\"once\"", QUICK);
    var second = startWith("Idempotency-Key", "\"once\"", QUICK);

    assertEquals(201, first.statusCode(), first.body());
    assertEquals(201, second.statusCode(), second.body());
    assertEquals(first.body(), second.body());
    assertEquals(first.headers().firstValue("Location"), second.headers().firstValue("Location"));
    assertEquals("true", second.headers().firstValue("Idempotent-Replayed").orElse(""));
    awaitEnd(id(first));
    delete("api/tasks/" + id(first));
    assertNotEquals(id(first), id(startWith("Idempotency-Key", "\"once\"", QUICK)));
  }

  @Test
  void idempotencyKey_theSameJsonWrittenOtherwise_isOneTask()
      throws IOException, InterruptedException {
    var first = startWith("Idempotency-Key", "written", QUICK);
    var second =
        startWith(
            "Idempotency-Key",
            "written",
            "{\n \"params\": {\"interval_us\": 1e3, \"events\": 3},\n \"type\": \"demo\"\n}");

    assertEquals(201, second.statusCode(), second.body());
    assertEquals(id(first), id(second));
  }

  @Test
  void idempotencyKey_anotherBody_isRefused() throws IOException, InterruptedException {
    awaitEnd(id(startWith("Idempotency-Key", "mine", QUICK)));

    var other = startWith("Idempotency-Key", "mine", ENDLESS);

    assertEquals(422, other.statusCode(), other.body());
    api().assertDescribes("post", "/tasks", other);
  }

  @Test
  void idempotencyKey_manyAtOnce_isOneTask() throws IOException {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          HTTP.sendAsync(
              request("api/tasks")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "many")
                  .POST(BodyPublishers.ofString(QUICK))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    Set<String> ids = new HashSet<>();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertEquals(201, answer.join().statusCode(), () -> answer.join().body());
      ids.add(id(answer.join()));
    }

    assertEquals(1, ids.size());
  }

  @Test
  void preferWait_taskEndingInTime_answersTheFinishedTask()
      throws IOException, InterruptedException {
    var answer = startWith("Prefer", "wait=20", QUICK);

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("wait=20", answer.headers().firstValue("Preference-Applied").orElse(""));
    assertEquals("completed", object(answer.body()).getString("status"));
    api().assertDescribes("post", "/tasks", answer);
  }

  @Test
  void preferWait_taskNotEndingInTime_answersTheStart() throws IOException, InterruptedException {
    var answer = startWith("Prefer", "wait=1", ENDLESS);

    cancel(List.of(id(answer)));
    assertEquals(201, answer.statusCode(), answer.body());
    api().assertDescribes("post", "/tasks", answer);
  }

  @Test
  void stream_forATerminal_isALineThatEndsWithTheOutcome()
      throws IOException, InterruptedException {
    var line =
        send(
            request("api/tasks/" + id(post("api/tasks", QUICK)) + "/stream")
                .header("Accept", "text/plain"));

    assertEquals(200, line.statusCode());
    assertTrue(contentType(line).startsWith("text/plain"), line::toString);
    assertTrue(
        line.body()
            .matches(
                "(?s)\r.*\r\u001b\\[K\\[#{20}\\] 100%  (.*: )?completed after [0-9]+\\.[0-9] s\n"),
        line.body());
  }

  @Test
  void stream_forTheLogOfABuild_isLinesThatEndWithTheOutcome()
      throws IOException, InterruptedException {
    String path = "api/tasks/" + id(post("api/tasks", QUICK)) + "/stream?form=";
    var log = send(request(path + "log").header("Accept", "text/plain"));

    assertEquals(200, log.statusCode());
    assertTrue(
        log.body()
            .matches("\n(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ +\\d+%  [^\r\u001b\n]*\n)+"),
        log.body());
    assertTrue(log.body().contains(" completed after "), log.body());
    assertEquals(400, send(request(path + "x").header("Accept", "text/plain")).statusCode());
  }

  private DescribedApi api() throws IOException, InterruptedException {
    return new DescribedApi(get("api/openapi.json").body());
  }

  /** Two running tasks and two waiting ones: no more are taken. */
  private List<String> filled() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var answer = post("api/tasks", ENDLESS);
      assertEquals(201, answer.statusCode(), answer.body());
      ids.add(id(answer));
    }
    return ids;
  }

  private void cancel(List<String> ids) throws IOException, InterruptedException {
    for (String id : ids) {
      post("api/tasks/" + id + "/cancel", "");
    }
    for (String id : ids) {
      awaitEnd(id);
    }
  }

  private String finished(String body) throws IOException, InterruptedException {
    String id = id(post("api/tasks", body));
    awaitEnd(id);
    return id;
  }

  /** The stream of a task ends when the task has. */
  private void awaitEnd(String id) throws IOException, InterruptedException {
    get("api/tasks/" + id + "/stream");
  }

  private HttpResponse<String> startWith(String header, String value, String body)
      throws IOException, InterruptedException {
    return send(
        request("api/tasks")
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> head(String path) throws IOException, InterruptedException {
    return send(request(path).method("HEAD", BodyPublishers.noBody()));
  }

  private Map<String, Double> metrics() throws IOException, InterruptedException {
    Map<String, Double> values = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(get("api/metrics").body());
    while (sample.find()) {
      String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
      values.put(sample.group(1) + labels, Double.valueOf(sample.group(3)));
    }
    return values;
  }

  private static String contentType(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  private static String id(HttpResponse<String> started) {
    return object(started.body()).getString("task_id");
  }
}
