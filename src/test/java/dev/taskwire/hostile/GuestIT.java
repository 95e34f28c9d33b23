package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Taskwire's classes jar in applications of other people: what they did before they do after, and
 * nothing of ours is there but where it should be.
 */
class GuestIT {
  private static final String ECHO =
      "{\"type\":\"echo\",\"params\":{\"text\":\"hi\",\"how_often\":1}}";

  /** Our configuration of WildFly limits bodies to 1 MiB; a host's would not. */
  private static final int UPLOAD = ServerCommand.isWildFly() ? 1_000_000 : 20 << 20;

  private static OwnServer server;
  private static List<String> logOfDeployment;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    ServerSetup setup =
        ServerSetup.named("guest")
            .withUsers()
            .withHeap("1g")
            .with("tasks.access", "open")
            .withBeside(HostWars.alone("before"))
            .withBeside(HostWars.withGuest("guests"))
            .withBeside(HostWars.owned("umlaut", "/auftr\u00e4ge"))
            .withBeside(HostWars.owned("blank", "/my app"))
            .withBeside(HostWars.owned("owned", "/owned"))
            .withBeside(HostWars.lodger("lodger", "/a/b"));
    for (Archive<?> archive : HostWars.both()) {
      setup = setup.withBeside(archive);
    }
    server = OwnServer.start(setup);
    for (String path :
        List.of(
            "before/page.html",
            "guests/page.html",
            "auftr%C3%A4ge/api/tasks",
            "my%20app/api/tasks",
            "owned/api/tasks",
            "a/b/api/tasks",
            "first/api/tasks",
            "second/api/tasks")) {
      server.awaitDeployed(path);
    }
    logOfDeployment = server.logLines();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GET;page.html;",
        "HEAD;page.html;",
        "GET;hello.jsp;",
        "GET;nothing/here;",
        "GET;api;",
        "GET;api/tasks;",
        "GET;api/tasks/7;",
        "POST;api/tasks;{\"article-name\":\"pen\",\"unit-price\":3}",
        "POST;api/tasks;{\"article_name\":\"pen\",\"unit_price\":3}",
        "POST;api/tasks;{\"article-name\":\"pen\"",
        "DELETE;api/tasks/7;",
        "GET;api/tasks/7/broken;",
        "GET;api/server;",
        "GET;rest/tasks;",
        "GET;rest/tasks/7;",
        "POST;rest/tasks;{\"article-name\":\"pen\",\"unit-price\":3}",
        "GET;rest/tasks/7/broken;",
        "GET;rest/tasks/7/stream;",
        "GET;rest/server;",
        "GET;rest/data;",
        "GET;rest/health;",
        "GET;rest/openapi.json;",
        "OPTIONS;rest/tasks;",
        "PROPFIND;dav/folder;",
        "LOCK;dav/folder;<lock/>",
        "TRACE;page.html;",
        "GET;forward?to=/page.html;",
        "GET;forward?to=/rest/tasks;",
        "GET;include?to=/page.html;",
        "GET;fail?status=404;",
        "GET;fail?status=503;",
        "GET;private/secret.txt;",
        "GET;legacy/old;",
        "GET;page.html?x=%zz;",
        "GET;page%2ehtml;",
        "GET;taskwire-error;"
      })
  void host_withAGuest_answersAsBefore(String method, String path, String body) throws IOException {
    String headers = body == null ? "" : "Content-Type: application/json\r\n";
    assertSame(method, path, headers, body == null ? "" : body);
  }

  @Test
  void host_withAGuest_takesUploadsAndFormsOfOtherSitesAsBefore() throws IOException {
    assertSame("POST", "upload", "Content-Type: application/octet-stream\r\n", "x".repeat(UPLOAD));
    assertSame(
        "POST",
        "saml/acs",
        "Origin: https://idp.example\r\nSec-Fetch-Site: cross-site\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n",
        "SAMLResponse=abc");
    assertSame(
        "POST",
        "j_security_check",
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "j_username=alice&j_password=wrong");
  }

  @Test
  void api_movedByTheHost_isThereAndSaysSo() throws IOException, InterruptedException {
    HttpResponse<String> started = server.post("guests/jobs/tasks", ECHO);

    assertEquals(201, started.statusCode(), started.body());
    String id = Answers.member(started.body(), "task_id");
    assertEquals(
        "/guests/jobs/tasks/" + id + "/stream", Answers.member(started.body(), "stream_url"));
    assertEquals(
        server.uri("guests/jobs/tasks/" + id).toString(),
        started.headers().firstValue("Location").orElse(""));
    assertTrue(server.get("guests/jobs/tasks/" + id + "/stream").body().contains("task_completed"));
    assertTrue(server.get("guests/jobs/openapi.json").body().contains("\"url\": \"/guests/jobs\""));
    assertEquals(405, method("PROPFIND", "guests/jobs/tasks").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"umlaut", "blank"})
  void owner_underAnyContextRoot_isAskedForAndAnsweredInAscii(String name)
      throws IOException, InterruptedException {
    String root = name.equals("umlaut") ? "auftr%C3%A4ge" : "my%20app";
    HttpResponse<String> unsigned = server.get(root + "/api/tasks");
    assertEquals(401, unsigned.statusCode());
    assertTrue(unsigned.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
    assertEquals(401, server.post(root + "/api/tasks", ECHO).statusCode());

    HttpResponse<String> started = postAs("alice", root + "/api/tasks", ECHO);

    assertEquals(201, started.statusCode(), started.body());
    String id = Answers.member(started.body(), "task_id");
    String stream = Answers.member(started.body(), "stream_url");
    assertTrue(US_ASCII.newEncoder().canEncode(stream), stream);
    assertTrue(stream.startsWith("/" + root + "/api/tasks/" + id + "/stream?ticket="), stream);
    assertEquals(
        server.uri(root + "/api/tasks/" + id).toString(),
        started.headers().firstValue("Location").orElse(""));
    assertTrue(server.get(stream.substring(1)).body().contains("task_completed"));
    assertEquals(404, getAs("bob", root + "/api/tasks/" + id).statusCode());
    assertEquals(200, getAs("alice", root + "/api/tasks/" + id).statusCode());
  }

  /** Whatever way leads to what is ours: nobody comes in without signing in. */
  @ParameterizedTest
  @CsvSource({
    "GET,  rest/tasks",
    "POST, rest/tasks",
    "POST, rest/data/process",
    "GET,  rest/server",
    "GET,  rest/api/tasks",
    "GET,  %61pi/tasks",
    "GET,  api;x=1/tasks",
    "GET,  api/%74asks",
    "GET,  forward?to=/api/tasks",
    "GET,  include?to=/api/tasks",
    "GET,  forward?to=/api/server",
    "GET,  forward?servlet=dev.taskwire.rest.TaskwireApplication",
    "GET,  forward?to=/rest/tasks"
  })
  void owner_byWhateverWay_isNeverAnsweredUnasked(String method, String path)
      throws IOException, InterruptedException {
    for (String root : List.of("auftr%C3%A4ge/", "my%20app/", "owned/")) {
      HttpResponse<String> answer =
          server.send(
              server
                  .request(root + path)
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(method.equals("POST") ? ECHO : "")));

      // an include keeps the status of its includer; the servers fail on forwards below such roots
      boolean anyStatus =
          path.startsWith("include") || path.startsWith("forward") && !root.equals("owned/");
      assertTrue(
          anyStatus || List.of(400, 401, 404).contains(answer.statusCode()), answer::toString);
      for (String ours : List.of("\"tasks\"", "instance", "task_id", "max_workers")) {
        assertFalse(answer.body().contains(ours), answer::body);
      }
    }
  }

  @Test
  void lodger_withoutAnApplication_livesUnderOursWithItsOwnMappers()
      throws IOException, InterruptedException {
    HttpResponse<String> article = server.get("a/b/api/lodger");

    assertEquals(200, article.statusCode(), article.body());
    assertEquals(
        Answers.object("{\"article_name\":\"ink\",\"note\":null,\"unit_price\":0}"),
        Answers.object(article.body()));
    assertEquals(418, server.get("a/b/api/lodger/broken").statusCode());
    for (int i = 0; i < 3; i++) {
      assertEquals("host says 406", server.get("a/b/api/lodger/refused").body());
    }
    assertEquals("host says 404", server.get("a/b/api/tasks/unknown").body());
    for (String form : List.of("a/b/api/lodger/form", "a/b/api/lodger/field")) {
      HttpRequest.Builder request =
          server
              .request(form)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("name=ink"));
      assertEquals("ink", server.send(request).body(), form);
    }
    assertEquals(201, server.post("a/b/api/tasks", ECHO).statusCode());
  }

  @Test
  void ear_ofTwoGuests_knowsAllTypesInBoth() throws IOException, InterruptedException {
    for (String war : List.of("first", "second")) {
      HttpResponse<String> started = server.post(war + "/api/tasks", ECHO);

      assertEquals(201, started.statusCode(), started.body());
      String stream = Answers.member(started.body(), "stream_url");
      assertTrue(stream.startsWith("/" + war + "/api/tasks/"), stream);
      assertTrue(server.get(stream.substring(1)).body().contains("task_completed"));
    }
  }

  @Test
  void log_ofTheDeployments_hasNoStackTrace() {
    List<String> traces =
        logOfDeployment.stream().filter(line -> line.startsWith("\tat ")).toList();

    assertEquals(List.of(), traces);
  }

  private static void assertSame(String method, String path, String headers, String body)
      throws IOException {
    assertEquals(
        answer("before", method, path, headers, body),
        answer("guests", method, path, headers, body),
        method + " " + path);
  }

  /** An answer in full, but for what differs from one request to the next. */
  private static String answer(String war, String method, String path, String headers, String body)
      throws IOException {
    try (Wire wire = new Wire(server.port())) {
      String head = method + " /" + war + "/" + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
      String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
      wire.send((head + length + "\r\n" + body).getBytes(US_ASCII));
      Wire.Answer answer = wire.read(!method.equals("HEAD"));
      Map<String, String> seen = new TreeMap<>(answer.headers());
      seen.remove("date");
      seen.computeIfPresent("set-cookie", (name, value) -> value.replaceAll("=[^;]*", "="));
      seen.computeIfPresent("last-modified", (name, value) -> "a time");
      seen.computeIfPresent("etag", (name, value) -> "a tag");
      return (answer.status() + " " + seen + "\n" + answer.body())
          .replace(war, "HOST")
          .replaceAll("jsessionid=[\\w.-]+", "jsessionid");
    }
  }

  private static HttpResponse<String> method(String method, String path)
      throws IOException, InterruptedException {
    return server.send(server.request(path).method(method, BodyPublishers.noBody()));
  }

  private static HttpResponse<String> getAs(String caller, String path)
      throws IOException, InterruptedException {
    return server.send(signed(caller, path).GET());
  }

  private static HttpResponse<String> postAs(String caller, String path, String json)
      throws IOException, InterruptedException {
    return server.send(
        signed(caller, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static HttpRequest.Builder signed(String caller, String path) {
    String credentials = OwnerModeIT.basic(caller, ServerCommand.password(caller));
    return server.request(path).header("Authorization", credentials);
  }
}
