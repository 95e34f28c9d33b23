package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call with every status that it has, and what the edge of the application refuses. */
class HttpIT extends ServerTest {
  private static final String PROCESS = "api/data/process";
  private static final int MAX_BODY = 2000;

  private final String signal = UUID.randomUUID().toString();

  @Deployment(testable = false)
  static WebArchive war() throws IOException {
    return Deployments.taskwireWithTestTasks(
        Map.of(
            "tasks.data-dir", dataDirectory().toString(),
            "tasks.max-body-bytes", Integer.toString(MAX_BODY),
            "tasks.allowed-origins", "https://app.example.org"));
  }

  private static Path dataDirectory() throws IOException {
    Path data = Files.createDirectories(workDirectory().resolve("http/data"));
    Files.writeString(data.resolve("people.csv"), "name,age\nAda,36\nBob,41\n");
    Files.createDirectories(data.resolve("folder"));
    Files.writeString(data.resolve("../outside.csv"), "name\nEve\n");
    Files.deleteIfExists(data.resolve("link.csv"));
    Files.createSymbolicLink(data.resolve("link.csv"), Path.of("../outside.csv"));
    return data;
  }

  @Test
  void process_aFile_answers201WithLocationAndRuns() throws IOException, InterruptedException {
    var answer = post(PROCESS, "{\"file_path\":\"people.csv\",\"unknown\":{\"a\":[1]}}");

    assertEquals(201, answer.statusCode(), answer.body());
    Golden.assertMatches("started.json", answer.body());
    String id = object(answer.body()).getString("task_id");
    assertEquals(
        Optional.of(uri("api/tasks/" + id).toString()), answer.headers().firstValue("Location"));
    JsonObject result = taskWhen(id, "completed").getJsonObject("result");
    assertEquals(2, result.getInt("processed_records"));
    assertEquals("people.csv", result.getString("file_path"));
    assertTrue(result.getBoolean("success"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | file_path",
        "{\"file_path\":null} | file_path",
        "{\"file_path\":\"\"} | file_path",
        "{\"file_path\":7} | file_path",
        "{\"file_path\":[\"people.csv\"]} | file_path",
        "{\"file_path\":\"people.csv\",\"batch_size\":\"100\"} | batch_size",
        "{\"file_path\":\"people.csv\",\"batch_size\":1.5} | batch_size",
        "{\"file_path\":\"people.csv\",\"batch_size\":2147483648} | batch_size",
        "{\"file_path\":\"people.csv\",\"batch_size\":99999999999} | batch_size",
        "{\"file_path\":\"people.csv\",\"batch_size\":true} | batch_size",
        "{\"file_path\":\"people.csv\",\"batch_size\":0} | batch_size",
        "{\"file_path\":\"people.csv\",\"delimiter\":\"\"} | delimiter",
        "{\"file_path\":\"people.csv\",\"delimiter\":\":\"} | delimiter",
        "{\"file_path\":\"people.csv\",\"delimiter\":\";;\"} | delimiter",
        "{\"file_path\":\"people.csv\",\"file_path\":\"people.csv\"} | file_path",
        "{\"file_path\":\"/etc/passwd\"} | file_path",
        "{\"file_path\":\"../outside.csv\"} | file_path",
        "{\"file_path\":\"link.csv\"} | file_path",
        "{\"file_path\":\"folder\"} | file_path",
        "{\"file_path\":\"missing.csv\"} | file_path"
      })
  void process_withABadMember_answers400ThatNamesIt(String body, String field)
      throws IOException, InterruptedException {
    JsonObject problem = problem(400, post(PROCESS, body));

    assertEquals(field, problem.getJsonArray("errors").getJsonObject(0).getString("field"), body);
    assertFalse(problem.getJsonArray("errors").getJsonObject(0).getString("message").isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"people.csv\"",
        "{\"file_path\":\"people.csv\"",
        "{\"file_path\":\"people.csv\"} x",
        "{\"file_path\":\"people.csv\"}{}",
        "{'file_path':'people.csv'}",
        "{\"file_path\":\"people.csv\",}"
      })
  void process_withMalformedJson_answers400(String body) throws IOException, InterruptedException {
    problem(400, post(PROCESS, body));
    problem(400, post("api/tasks", body));
  }

  @Test
  void process_withJsonDeeperThan64_answers400() throws IOException, InterruptedException {
    String deep = "{\"file_path\":\"people.csv\",\"x\":%s%s}";

    problem(400, post(PROCESS, deep.formatted("[".repeat(64), "]".repeat(64))));
    assertEquals(201, post(PROCESS, deep.formatted("[".repeat(63), "]".repeat(63))).statusCode());
  }

  @Test
  void process_fileOutside_saysTheSameWhetherItIsThere() throws IOException, InterruptedException {
    String there = post(PROCESS, "{\"file_path\":\"../outside.csv\"}").body();
    String absent = post(PROCESS, "{\"file_path\":\"../absent.csv\"}").body();
    String link = post(PROCESS, "{\"file_path\":\"link.csv\"}").body();
    String missing = post(PROCESS, "{\"file_path\":\"missing.csv\"}").body();

    assertEquals(1, Stream.of(there, absent, link, missing).distinct().count(), there + missing);
  }

  @Test
  void process_withATooLargeBody_answers413() throws IOException, InterruptedException {
    String large = "{\"file_path\":\"people.csv\",\"x\":\"" + "x".repeat(MAX_BODY) + "\"}";

    problem(413, post(PROCESS, large));
    problem(
        413,
        send(
            request(PROCESS)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16"
      })
  void process_ofAnotherContentType_answers415(String type)
      throws IOException, InterruptedException {
    for (String path : List.of(PROCESS, "api/tasks")) {
      problem(
          415,
          send(
              request(path)
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString("{\"file_path\":\"people.csv\"}"))));
    }
  }

  @Test
  void process_withoutAContentType_answers415() throws IOException, InterruptedException {
    for (String path : List.of(PROCESS, "api/tasks")) {
      problem(415, send(request(path).POST(BodyPublishers.noBody())));
      problem(415, send(request(path).POST(BodyPublishers.ofString("{}"))));
    }
  }

  @Test
  void startTask_byType_answers201() throws IOException, InterruptedException {
    var answer =
        post(
            "api/tasks",
            "{\"type\":\"data-processing\",\"params\":{\"file_path\":\"people.csv\"}}");

    assertEquals(201, answer.statusCode(), answer.body());
    Golden.assertMatches("started.json", answer.body());
  }

  @Test
  void startTask_unknownType_answers400WithTheKnownOnes() throws IOException, InterruptedException {
    JsonObject problem = problem(400, post("api/tasks", "{\"type\":\"nope\",\"params\":{}}"));

    assertTrue(
        problem.getString("detail").contains("cancellable, data-processing, demo, echo"),
        problem::toString);
    problem(400, post("api/tasks", "{}"));
    problem(400, post("api/tasks", "{\"type\":7}"));
    problem(400, post("api/tasks", "{\"type\":\"echo\",\"params\":null}"));
    problem(400, post("api/tasks", "{\"type\":\"echo\",\"params\":[]}"));
  }

  @Test
  void startTask_badParams_answers400WithTheirPath() throws IOException, InterruptedException {
    for (String params :
        List.of("{\"text\":\"a\",\"how_often\":0}", "{\"text\":\"a\",\"how_often\":\"1\"}")) {
      JsonObject problem =
          problem(400, post("api/tasks", "{\"type\":\"echo\",\"params\":" + params + "}"));
      assertEquals(
          "params.how_often", problem.getJsonArray("errors").getJsonObject(0).getString("field"));
    }
  }

  @Test
  void list_filtered_showsTheNewestFirst() throws IOException, InterruptedException {
    List<String> ids =
        List.of(
            start("gated", "{\"signal\":\"" + signal + "\",\"steps\":0}"),
            start("gated", "{\"signal\":\"" + signal + "\",\"steps\":1}"),
            start("gated", "{\"signal\":\"" + signal + "\",\"steps\":1}"));
    taskWhen(ids.get(0), "completed");
    taskWhen(ids.get(1), "running");
    taskWhen(ids.get(2), "running");

    assertEquals(List.of(ids.get(2), ids.get(1)), listed("?status=running&type=gated"));
    assertEquals(List.of(ids.get(2)), listed("?status=running&limit=1"));
    assertEquals(ids.get(0), listed("?type=gated&status=completed").get(0));
    assertEquals(List.of(), listed("?type=nope"));
    assertEquals(ids.get(2), listed("?status=&type=&limit=").get(0));
    List<String> several = listed("?status=completed&status=running&type=gated&type=nope&limit=3");
    assertEquals(List.of(ids.get(2), ids.get(1), ids.get(0)), several);
    List<String> all = listed("");
    assertTrue(all.indexOf(ids.get(2)) < all.indexOf(ids.get(1)));
    signal(signal, 2);
  }

  @Test
  void list_thatIsLarge_isWhole() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(0, start("demo", "{\"events\":1,\"payload\":4000}"));
    }
    taskWhen(ids.get(0), "completed");

    assertEquals(ids, listed("?type=demo&limit=20"));
    var answer = get("api/tasks?type=demo&limit=20");
    assertTrue(answer.body().length() > 80_000);
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertEquals(
        200,
        send(request("api/tasks?type=demo&limit=20").method("HEAD", BodyPublishers.noBody()))
            .statusCode());
  }

  @Test
  void task_withALargeResult_isWhole_andListedWithoutIt() throws IOException, InterruptedException {
    String id = start("outcome", "{\"how\":\"huge\"}");
    taskWhen(id, "completed");

    JsonObject task = object(get("api/tasks/" + id).body());
    assertEquals(1_000_000, task.getString("result").length());
    assertEquals(1_000_002, task.getInt("result_bytes"));
    String list = get("api/tasks?type=outcome&limit=1").body();
    assertTrue(list.contains("\"result\":null,\"result_bytes\":1000002"), list);
  }

  @ParameterizedTest
  @CsvSource({
    "status=foo, status",
    "status=running&status=foo, status",
    "limit=1&limit=1, limit",
    "status=RUNNING, status",
    "limit=0, limit",
    "limit=1001, limit",
    "limit=-1, limit",
    "limit=x, limit"
  })
  void list_badQuery_answers400ThatNamesIt(String query, String field)
      throws IOException, InterruptedException {
    JsonObject problem = problem(400, get("api/tasks?" + query));

    assertEquals(field, problem.getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  @ParameterizedTest
  @CsvSource({"wait=61", "wait=-1", "wait=x", "after=-1", "after=x", "after=1&after=2"})
  void events_badQuery_answers400(String query) throws IOException, InterruptedException {
    String id = start("echo", "{\"text\":\"a\",\"how_often\":1}");

    problem(400, get("api/tasks/" + id + "/events?" + query));
  }

  @Test
  void events_whileNothingHappens_waitForTheNext() throws IOException, InterruptedException {
    String id = start("gated", "{\"signal\":\"" + signal + "\",\"steps\":1}");
    taskWhen(id, "running");
    assertEquals("{\"events\":[]}", get("api/tasks/" + id + "/events?after=1").body());
    assertEquals(
        "application/json",
        get("api/tasks/" + id + "/events?after=1").headers().firstValue("Content-Type").orElse(""));
    assertEquals("{\"events\":[]}", get("api/tasks/" + id + "/events?after=1&wait=1").body());

    var waiting =
        HTTP.sendAsync(
            request("api/tasks/" + id + "/events?after=1&wait=30").GET().build(),
            BodyHandlers.ofString());
    signal(signal, 1);

    JsonObject first = object(waiting.join().body()).getJsonArray("events").getJsonObject(0);
    assertEquals(2, first.getInt("sequence"));
    assertEquals("progress_update", first.getString("event_type"));
  }

  @Test
  void cancel_twice_answersTheSame() throws IOException, InterruptedException {
    String id = start("stubborn", "{\"signal\":\"" + signal + "\"}");
    taskWhen(id, "running");

    for (int i = 0; i < 2; i++) {
      var answer = post("api/tasks/" + id + "/cancel", "");
      assertEquals(200, answer.statusCode());
      Golden.assertMatches("cancel.json", answer.body());
      assertTrue(task(id).getBoolean("cancel_requested"));
    }
    signal(signal, 1);
    assertEquals("too late", taskWhen(id, "cancelled").getString("result"));
    problem(409, post("api/tasks/" + id + "/cancel", ""));
  }

  @Test
  void delete_inEachState_answers409Then204Then404() throws IOException, InterruptedException {
    String id = start("gated", "{\"signal\":\"" + signal + "\",\"steps\":1}");
    problem(409, delete("api/tasks/" + id));
    signal(signal, 1);
    taskWhen(id, "completed");

    var deleted = delete("api/tasks/" + id);

    assertEquals(204, deleted.statusCode());
    assertEquals("", deleted.body());
    assertTrue(problem(404, get("api/tasks/" + id)).getString("detail").contains("removed"));
    problem(404, delete("api/tasks/" + id));
  }

  @Test
  void anyCall_forAnUnknownTask_answers404() throws IOException, InterruptedException {
    String task = "api/tasks/" + UUID.randomUUID();

    Golden.assertMatches("unknown-task.json", get(task).body());
    problem(404, get(task));
    problem(404, get(task + "/status"));
    problem(404, get(task + "/events"));
    problem(404, get(task + "/stream"));
    problem(404, post(task + "/cancel", ""));
    problem(404, delete(task));
    problem(404, get("api/tasks/stream?task_id=" + UUID.randomUUID()));
  }

  @Test
  void anyPath_thatIsNot_answers404() throws IOException, InterruptedException {
    problem(404, get("nope"));
    problem(404, get("api"));
    problem(404, get("api/nope"));
    problem(404, get("api/tasks/a/b/c"));
    problem(404, get("api/application.wadl"));
  }

  /** Files that are in this WAR, the settings among them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WEB-INF/jboss-web.xml",
        "WEB-INF/glassfish-web.xml",
        "WEB-INF/classes/META-INF/microprofile-config.properties",
        "META-INF/MANIFEST.MF"
      })
  void fileOfTheWar_thatIsNoPage_answers404(String path) throws IOException, InterruptedException {
    assertTrue(war().contains(path), path);
    assertEquals(404, get(path).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, api/tasks",
    "DELETE, api/tasks",
    "GET, api/data/process",
    "PATCH, api/tasks/x",
    "GET, api/tasks/x/cancel",
    "POST, api/tasks/x/events",
    "POST, api/tasks/stream/stream"
  })
  void anyPath_byAnotherMethod_answers405WithAllow(String method, String path)
      throws IOException, InterruptedException {
    var answer = send(request(path).method(method, BodyPublishers.noBody()));

    problem(405, answer);
    assertTrue(answer.headers().firstValue("Allow").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "FOO", "PROPFIND"})
  void anyPath_byAnUnknownMethod_answers405(String method) throws IOException {
    for (String path : List.of("", "api/tasks", "nope")) {
      try (RawStream answer = RawStream.send(method, uri(path))) {
        assertEquals(405, answer.status(), path);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals(405, object(answer.rest()).getInt("status"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/api/tasks/%", "/api/tasks/%00", "/api/tasks/%2e%2e/x"})
  void anyPath_malformed_isRefusedAndTellsNothing(String path) throws IOException {
    try (RawStream answer = RawStream.send(uri(""), "GET " + path)) {
      // Payara answers by itself what it cannot decode, with an empty 200
      String body = answer.rest();
      assertTrue(answer.status() == 400 || body.isEmpty(), body);
      assertFalse(body.contains("Exception"), body);
    }
  }

  @Test
  void get_notAcceptingJson_answers406() throws IOException, InterruptedException {
    problem(406, send(request("api/tasks").header("Accept", "text/html").GET()));
  }

  @ParameterizedTest
  @CsvSource({"Sec-Fetch-Site, cross-site", "Origin, https://evil.example", "Origin, null"})
  void stateChange_fromAnotherSite_answers403(String header, String value)
      throws IOException, InterruptedException {
    var answer =
        send(
            request(PROCESS)
                .header(header, value)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"file_path\":\"people.csv\"}")));

    problem(403, answer);
    assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void anyCall_fromAnAllowedOrigin_getsCorsHeaders() throws IOException, InterruptedException {
    Optional<String> origin = Optional.of("https://app.example.org");
    var started =
        send(
            request(PROCESS)
                .header("Origin", origin.get())
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"file_path\":\"people.csv\"}")));
    assertEquals(201, started.statusCode(), started.body());
    assertEquals(origin, started.headers().firstValue("Access-Control-Allow-Origin"));

    var preflight =
        send(
            request(PROCESS)
                .header("Origin", origin.get())
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertEquals(origin, preflight.headers().firstValue("Access-Control-Allow-Origin"));
    assertTrue(
        preflight.headers().firstValue("Access-Control-Allow-Methods").orElse("").contains("POST"));
    var foreign = send(request("api/tasks").header("Origin", "https://evil.example").GET());
    assertTrue(foreign.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void everyAnswer_saysNothingOfTheServerAndIsNotSniffed()
      throws IOException, InterruptedException {
    for (String path : List.of("", "index.html", "taskwire.js", "api/tasks", "nope")) {
      var headers = get(path).headers();
      assertEquals(Optional.of("nosniff"), headers.firstValue("X-Content-Type-Options"), path);
      assertTrue(headers.firstValue("Server").isEmpty(), path);
      assertTrue(headers.firstValue("X-Powered-By").isEmpty(), path);
    }
  }

  @Test
  void pages_allowNothingInlineAndNoFrames() throws IOException, InterruptedException {
    for (String path : List.of("", "index.html")) {
      var headers = get(path).headers();
      assertEquals(
          Optional.of(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                  + " connect-src 'self'; form-action 'none'; base-uri 'none';"
                  + " frame-ancestors 'none'"),
          headers.firstValue("Content-Security-Policy"));
      assertEquals(Optional.of("no-referrer"), headers.firstValue("Referrer-Policy"));
    }
    assertEquals("/", uri("").getPath());
  }

  @Test
  void options_ofAResource_tellsNoWadl() throws IOException, InterruptedException {
    var answer = send(request("api/tasks").method("OPTIONS", BodyPublishers.noBody()));

    assertTrue(answer.headers().firstValue("Allow").orElse("").contains("GET"));
    assertFalse(answer.body().contains("wadl"), answer.body());
  }

  @Test
  void taskTypes_listEachTypeWithASchema() throws IOException, InterruptedException {
    String types = get("api/task-types").body();

    for (String type : List.of("data-processing", "demo", "echo", "gated")) {
      assertTrue(types.contains("\"" + type + "\""), types);
    }
  }

  private List<String> listed(String query) throws IOException, InterruptedException {
    var answer = get("api/tasks" + query);
    assertEquals(200, answer.statusCode(), answer.body());
    return object(answer.body()).getJsonArray("tasks").stream()
        .map(JsonValue::asJsonObject)
        .map(task -> Objects.requireNonNull(task.getString("task_id")))
        .toList();
  }
}
