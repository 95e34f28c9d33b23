package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.hostile.tasks.FaultyTask;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that go wrong and files that are traps, on a server with a small heap. */
class FaultsIT {
  private static final int DELIVERY_LOOPS = 4;

  private static OwnServer server;
  private static Path data;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    ServerSetup setup = ServerSetup.named("faults");
    server = OwnServer.start(setup.withTasksBeside(FaultyTask.class).withHeap("256m"));
    data = setup.data();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "array,     task_failed",
    "heap,      task_failed",
    "stack,     task_failed",
    "linkage,   task_failed",
    "lines,     task_failed",
    "cycle,     task_failed",
    "interrupt, task_completed",
    "flood,     task_completed"
  })
  void task_goingWrong_endsOnceAndTheServerGoesOn(String kind, String end)
      throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      String stream = streamToEnd(startFault(kind));

      assertEquals(1, count(stream, "\"event_type\":\"" + end + "\""), stream);
      assertEquals(
          1,
          count(stream, "\"event_type\":\"task_")
              - count(stream, "\"event_type\":\"task_started\""));
      assertFalse(stream.contains("FaultyTask.java"), stream);
    }
    for (int i = 0; i < DELIVERY_LOOPS; i++) {
      assertTrue(streamToEnd(start("demo", "\"events\":3")).contains("task_completed"));
    }
  }

  @Test
  void log_ofAnyFailure_isOneRecordWithTheTasksId() throws IOException, InterruptedException {
    String id = startFault("lines");
    server.get("api/tasks/" + id + "/stream");

    List<String> lines = server.logLines().stream().filter(line -> line.contains(id)).toList();
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("one") && lines.get(0).contains("two"), lines::toString);
    assertFalse(lines.get(0).contains("\u001b"));
    assertTrue(server.logLines().stream().noneMatch(line -> line.startsWith("WARNING two")));
  }

  @Test
  void log_ofManyVanishedWatchers_doesNotGrow() throws IOException, InterruptedException {
    String id = server.startDemo("\"events\":10000000,\"interval_us\":1000");
    int before = server.logLines().size();
    for (int round = 0; round < 4; round++) {
      List<Sse> watchers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Sse watcher = Sse.open(server, "api/tasks/" + id + "/stream");
        watcher.readUntil("progress_update");
        watchers.add(watcher);
      }
      for (Sse watcher : watchers) {
        watcher.close();
      }
    }
    server.post("api/tasks/" + id + "/cancel", "");
    server.get("api/tasks/" + id + "/stream");

    int more = server.logLines().size() - before;
    assertTrue(more < 10, more + " lines for 200 watchers that left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../ROOT.war",
        "/etc/passwd",
        "%2e%2e/etc/passwd",
        "..\\secret",
        "sub",
        "pipe.csv",
        "outside.csv",
        "a.csv\u0000",
        "none.csv",
        "C:/x",
        "sub/../../x",
        "device",
        "./../x"
      })
  void file_thatIsNone_isTheSame400(String path) throws Exception {
    Files.createDirectories(data.resolve("sub"));
    link("outside.csv", Path.of("/etc/passwd"));
    link("device", Path.of("/dev/zero"));
    if (!Files.exists(data.resolve("pipe.csv"))) {
      new ProcessBuilder("mkfifo", data.resolve("pipe.csv").toString()).start().waitFor();
    }
    HttpResponse<String> answer = process(path);

    assertEquals(400, answer.statusCode(), answer.body());
    JsonObject error = Answers.object(answer.body()).getJsonArray("errors").getJsonObject(0);
    assertEquals("file_path", error.getString("field"));
    assertEquals(
        "must be the path of a readable file inside the data directory",
        error.getString("message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse", "nul", "columns", "quotes", "latin1", "line", "empty"})
  void file_thatIsATrap_failsWithASentence(String kind) throws Exception {
    Path file = data.resolve(kind + ".csv");
    switch (kind) {
      case "sparse" -> {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
          sparse.setLength(1L << 40);
        }
      }
      case "nul" -> Files.write(file, new byte[100]);
      case "columns" -> Files.writeString(file, "a,".repeat(1_000_000));
      case "quotes" -> Files.writeString(file, "a,b\n\"" + "x,\n".repeat(1_000_000));
      case "latin1" -> Files.writeString(file, "a\n\u00e9\n", StandardCharsets.ISO_8859_1);
      case "line" -> Files.writeString(file, "a\n" + "x".repeat(3 << 20) + "\n");
      default -> Files.writeString(file, "");
    }
    String id = Answers.member(process(kind + ".csv").body(), "task_id");
    String stream = server.get("api/tasks/" + id + "/stream").body();

    assertEquals(1, count(stream, "task_failed\",\"task_id"), stream);
    assertTrue(stream.contains("File \\\"" + kind + ".csv\\\""), stream);
    assertFalse(stream.contains(data.toString()), stream);
  }

  private static void link(String name, Path target) throws IOException {
    if (!Files.isSymbolicLink(data.resolve(name))) {
      Files.createSymbolicLink(data.resolve(name), target);
    }
  }

  private static HttpResponse<String> process(String path)
      throws IOException, InterruptedException {
    String body = Json.createObjectBuilder().add("file_path", path).build().toString();
    return server.post("api/data/process", body);
  }

  private static String startFault(String kind) throws IOException, InterruptedException {
    return start("faulty", "\"kind\":\"" + kind + "\"");
  }

  /** A start that the shortage of memory refused is tried again, as every client does. */
  private static String start(String type, String params) throws IOException, InterruptedException {
    String start = "{\"type\":\"" + type + "\",\"params\":{" + params + "}}";
    HttpResponse<String> answer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> server.post("api/tasks", start), given -> given.statusCode() != 503);
    assertEquals(201, answer.statusCode(), answer.body());
    return Answers.member(answer.body(), "task_id");
  }

  /**
   * A stream that the shortage of memory refused or broke off is opened again a second later, as
   * every client does, and as the refusal's {@code Retry-After} asks for.
   */
  private static String streamToEnd(String id) {
    HttpResponse<String> answer =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofSeconds(1))
            .pollDelay(Duration.ZERO)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(
                () -> server.get("api/tasks/" + id + "/stream"),
                given -> given.statusCode() != 503);
    return answer.body();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
