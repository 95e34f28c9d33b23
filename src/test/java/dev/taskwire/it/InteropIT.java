package dev.taskwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as clients, libraries and proxies that are not ours speak it. */
class InteropIT extends ServerTest {
  private static final String AXIOS = "application/json, text/plain, */*";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.taskwireWithTestTasks(
        Map.of("tasks.allowed-origins", "https://app.example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;charset=utf8",
        "application/json; charset=UTF8",
        "application/json; charset=\"utf-8\"",
        "Application/JSON;Charset=UTF-8"
      })
  void start_withUtf8ByAnyName_isRead(String type) throws IOException, InterruptedException {
    var answer = echo(type, "{\"text\":\"é\",\"how_often\":1}");

    assertEquals(201, answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "2e0", "0.2e1", "20E-1"})
  void start_withAnIntegerWrittenAsANumber_isRead(String two)
      throws IOException, InterruptedException {
    var answer = echo("application/json", "{\"text\":\"a\",\"how_often\":" + two + "}");

    assertEquals(201, answer.statusCode(), answer.body());
    String id = object(answer.body()).getString("task_id");
    assertEquals(2, taskWhen(id, "completed").getJsonObject("result").getInt("how_often"));
  }

  @Test
  void start_compressed_is415WithWhatWouldBeRead() throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write("{\"type\":\"echo\",\"params\":{\"text\":\"a\",\"how_often\":1}}".getBytes(UTF_8));
    }

    var answer =
        send(
            request("api/tasks")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));

    problem(415, answer);
    assertEquals(Optional.of("identity"), answer.headers().firstValue("Accept-Encoding"));
  }

  @Test
  void stream_withAnEmptyLastEventId_goesOnWhereTheQuerySays()
      throws IOException, InterruptedException {
    String id = start("demo", "{\"events\":3,\"interval_us\":1000}");
    taskWhen(id, "completed");

    var answer =
        send(
            request("api/tasks/" + id + "/stream?last_event_id=2")
                .header("Last-Event-ID", "")
                .GET());

    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("id: 3\n"), answer.body());
    assertTrue(!answer.body().contains("id: 2\n"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {AXIOS, "*/*", "text/event-stream, */*;q=0.1", "application/json, */*"})
  void stream_ofMany_byWhateverALibraryAccepts_isAStream(String accept) throws IOException {
    try (RawStream stream = RawStream.open(uri("api/tasks/stream"), "Accept: " + accept)) {
      assertEquals(200, stream.status(), accept);
      assertEquals("text/event-stream", type(stream));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {AXIOS, "*/*", "application/json, */*"})
  void stream_ofOne_byWhateverALibraryAccepts_isAStream(String accept)
      throws IOException, InterruptedException {
    String id = start("echo", "{\"text\":\"a\",\"how_often\":1}");
    try (RawStream stream =
        RawStream.open(uri("api/tasks/" + id + "/stream"), "Accept: " + accept)) {
      assertEquals(200, stream.status(), accept);
      assertEquals("text/event-stream", type(stream));
    }
  }

  /** What {@code Allow} names is answered by something else than 405, and nothing else is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "api/tasks",
        "api/tasks/x",
        "api/tasks/x/status",
        "api/tasks/x/cancel",
        "api/tasks/x/events",
        "api/tasks/x/stream",
        "api/tasks/x/stack",
        "api/tasks/stream",
        "api/data/process",
        "api/task-types",
        "api/openapi.json",
        "api/server",
        "api/health",
        "api/health/live",
        "api/health/ready",
        "api/metrics"
      })
  void anyAddress_byAMethodThatItDoesNotHave_namesExactlyTheOthers(String path) throws IOException {
    Set<String> works = new TreeSet<>();
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (String method :
        Stream.concat(METHODS.stream(), Stream.of("TRACE", "FOO", "PROPFIND")).toList()) {
      try (RawStream answer = RawStream.send(method, uri(path), "Content-Length: 0")) {
        if (answer.status() == 405) {
          allowed.put(method, names(answer.header("Allow")));
        } else {
          works.add(method);
        }
      }
    }
    allowed.forEach((method, allow) -> assertEquals(works, allow, method + " " + path));
  }

  @ParameterizedTest
  @CsvSource({"1", "100", "178", "256", "500", "1000"})
  void stream_ofUpTo1000Tasks_isOpened(int count) throws IOException, InterruptedException {
    String id = start("echo", "{\"text\":\"a\",\"how_often\":1}");
    String query =
        Stream.generate(() -> "task_id=" + id).limit(count).collect(Collectors.joining("&"));

    try (RawStream stream = RawStream.open(uri("api/tasks/stream?" + query))) {
      assertEquals(200, stream.status());
    }
  }

  /** As behind {@code proxy_pass http://taskwire/} in a {@code location /jobs/}. */
  @Test
  void start_throughAProxyThatTookAPrefixAway_answersAddressesThatLeadBack()
      throws IOException, InterruptedException {
    var answer =
        send(
            request("api/tasks")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Prefix", "/jobs")
                .POST(
                    BodyPublishers.ofString(
                        "{\"type\":\"echo\",\"params\":{\"text\":\"a\",\"how_often\":1}}")));

    assertEquals(201, answer.statusCode(), answer.body());
    String id = object(answer.body()).getString("task_id");
    assertEquals(
        "/jobs/api/tasks/" + id + "/stream", object(answer.body()).getString("stream_url"));
    assertEquals(
        Optional.of(uri("jobs/api/tasks/" + id).toString()),
        answer.headers().firstValue("Location"));
    var description = send(request("api/openapi.json").header("X-Forwarded-Prefix", "/jobs").GET());
    assertTrue(description.body().contains("\"url\": \"/jobs/api\""));
  }

  /** A form of a page that sends no referrer has the origin {@code null}. */
  @Test
  void cancel_byAFormOfAPageWithoutReferrer_isAllowed() throws IOException, InterruptedException {
    String id = start("echo", "{\"text\":\"a\",\"how_often\":1}");
    taskWhen(id, "completed");

    var answer =
        send(
            request("api/tasks/" + id + "/cancel")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));

    assertEquals(409, answer.statusCode(), answer.body());
  }

  private HttpResponse<String> echo(String type, String params)
      throws IOException, InterruptedException {
    return send(
        request("api/tasks")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{\"type\":\"echo\",\"params\":" + params + "}")));
  }

  private static String type(RawStream stream) {
    return Objects.requireNonNullElse(stream.header("Content-Type"), "none").split(";", 2)[0];
  }

  private static Set<String> names(@Nullable String allow) {
    return allow == null ? Set.of() : new TreeSet<>(List.of(allow.split("\\s*,\\s*")));
  }
}
