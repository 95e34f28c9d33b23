package dev.taskwire.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that talks to a deployed WAR over HTTP.
 *
 * <p>A subclass has a static method with {@code @Deployment(testable = false)} that returns one of
 * {@link Deployments}. Payara Micro starts anew for each class, so few classes with many tests are
 * better than many classes.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One client for all tests: HTTP/1.1, as browsers without TLS speak it. */
  protected static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  @ArquillianResource private URI deployment;

  /** A directory of this build for files that the server reads; made when missing. */
  protected static Path workDirectory() {
    return Deployments.file("it.work").toPath();
  }

  /** The address of {@code path} within the deployed WAR; {@code path} has no leading slash. */
  protected final URI uri(String path) {
    String base = deployment.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + path);
  }

  /** A request for {@code path} that can be completed as the test needs. */
  protected final HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  /** The answer to {@code GET path}. */
  protected final HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** The answer to {@code POST path} with a JSON body. */
  protected final HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** The answer to {@code DELETE path}. */
  protected final HttpResponse<String> delete(String path)
      throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  /** The answer to any request, read to its end as text. */
  protected final HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return WholeAnswer.to(request.build(), HTTP);
  }

  /** Starts a task of a registered type; returns its id. */
  protected final String start(String type, String params)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("api/tasks", "{\"type\":\"" + type + "\",\"params\":" + params + "}");
    assertEquals(201, answer.statusCode(), answer.body());
    return object(answer.body()).getString("task_id");
  }

  /** The task as the server shows it. */
  protected final JsonObject task(String id) throws IOException, InterruptedException {
    HttpResponse<String> answer = get("api/tasks/" + id);
    assertEquals(200, answer.statusCode(), answer.body());
    return object(answer.body());
  }

  /** The task when it has this status. */
  protected final JsonObject taskWhen(String id, String status)
      throws IOException, InterruptedException {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> task(id).getString("status").equals(status));
    return task(id);
  }

  /** All events of a task, when it has ended. */
  protected final List<JsonObject> eventsToTheEnd(String id)
      throws IOException, InterruptedException {
    List<JsonObject> events = new ArrayList<>();
    long last = 0;
    while (true) {
      HttpResponse<String> answer = get("api/tasks/" + id + "/events?wait=20&after=" + last);
      assertEquals(200, answer.statusCode(), answer.body());
      for (JsonObject event :
          object(answer.body()).getJsonArray("events").getValuesAs(JsonObject.class)) {
        events.add(event);
        last = event.getInt("sequence");
        String type = event.getString("event_type");
        if (!type.equals("task_started") && !type.equals("progress_update")) {
          return events;
        }
      }
    }
  }

  /** Waits until {@code /api/server} shows this number. */
  protected final void serverWhen(String member, int number) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> object(get("api/server").body()).getInt(member) == number);
  }

  /** Lets a task go on that waits for a signal. */
  protected final void signal(String name, int times) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("api/signals/" + name + "?times=" + times, "");
    assertEquals(204, answer.statusCode(), answer.body());
  }

  /** Asks a task to stop. */
  protected final void cancel(String id) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("api/tasks/" + id + "/cancel", "");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  /** A text as a JSON object. */
  protected static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  /** The JSON of an error answer, which is checked for everything that is true of all of them. */
  protected static JsonObject problem(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    assertTrue(type.startsWith("application/problem+json"), type);
    assertEquals(Optional.of("nosniff"), answer.headers().firstValue("X-Content-Type-Options"));
    JsonObject problem = object(answer.body());
    assertEquals("about:blank", problem.getString("type"));
    assertEquals(status, problem.getInt("status"));
    assertTrue(!problem.getString("title").isBlank());
    assertEquals(problem.getString("detail"), problem.getString("error"));
    assertTrue(
        Stream.of("Exception", "dev.taskwire", "jakarta.", "org.", "\tat ", workDirectory() + "")
            .noneMatch(answer.body()::contains),
        answer.body());
    return problem;
  }
}
