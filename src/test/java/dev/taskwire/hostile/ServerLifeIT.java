package dev.taskwire.hostile;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that is stopped or killed while tasks run and clients watch. {@code -Dhostile.streams=}
 * says how many watch.
 */
class ServerLifeIT {
  private static final String FOR_AN_HOUR = "\"delay_ms\":3600000";
  private static final String STUCK = FOR_AN_HOUR + ",\"outcome\":\"ignore_cancel\"";
  private static final String CHATTY = "\"events\":10000000,\"interval_us\":200,\"payload\":50000";
  private static final int HEALTHY = Integer.getInteger("hostile.streams", 50);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void sigterm_withTasksAndStreams_endsThemAllInTime() throws IOException, InterruptedException {
    ServerSetup setup = ServerSetup.named("sigterm").with("tasks.max-workers", "3");
    List<Sse> healthy = new ArrayList<>();
    List<Sse> stuck = new ArrayList<>();
    try (OwnServer server = OwnServer.start(setup)) {
      String chatty = server.startDemo(CHATTY);
      List<String> quiet =
          List.of(
              server.startDemo(FOR_AN_HOUR),
              server.startDemo(STUCK),
              server.startDemo(FOR_AN_HOUR),
              server.startDemo(FOR_AN_HOUR));
      for (int i = 0; i < HEALTHY; i++) {
        healthy.add(opened(server, "api/tasks/" + quiet.get(i % quiet.size()) + "/stream"));
      }
      healthy.add(opened(server, "api/tasks/stream?task_id=" + quiet.get(0)));
      for (int i = 0; i < 5; i++) {
        stuck.add(opened(server, "api/tasks/" + chatty + "/stream"));
      }

      long began = System.nanoTime();
      server.terminate();
      List<Integer> answers = startsWhileStopping(server);
      boolean ended = server.awaitEnd(LIMIT);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

      assertTrue(ended, "still there after " + millis + " ms");
      assertEquals(List.of(), wrongEnds(healthy));
      int byTheServer = ServerCommand.isWildFly() ? 404 : 500;
      // the answers of the servers themselves, after they took the application away
      assertTrue(
          answers.stream().allMatch(status -> status == 503 || status == byTheServer),
          answers::toString);
      System.out.println(
          "SIGTERM: gone after " + millis + " ms; starts meanwhile: " + counted(answers));
    } finally {
      close(healthy);
      close(stuck);
    }
  }

  /** One that is looked at where the engine starts, and one where the beans do. */
  @ParameterizedTest
  @CsvSource({
    "tasks.max-workers, many,         a whole number from 1 to 10000",
    "tasks.data-dir,    /no/such/dir, a readable directory"
  })
  void deployment_withAnInvalidSetting_stopsAndSaysWhy(String key, String value, String allowed)
      throws IOException, InterruptedException {
    ServerSetup setup = ServerSetup.named("invalid").with(key, value);
    String sentence =
        "Configuration " + key + " must be " + allowed + ", but is \"" + value + "\".";
    try (OwnServer server = OwnServer.startInVain(setup, sentence)) {
      assertTrue(server.refusesOrMisses("api/tasks"), "the WAR runs with an invalid setting");
    }
  }

  @Test
  void sigkill_andAnotherStart_answers404ForTheOldTasks() throws IOException, InterruptedException {
    String old;
    try (OwnServer server = OwnServer.start(ServerSetup.named("sigkill"))) {
      old = server.startDemo(FOR_AN_HOUR);
      try (Sse watcher = opened(server, "api/tasks/" + old + "/stream")) {
        server.kill();
        assertTrue(server.awaitEnd(LIMIT));
        assertTrue(watcher.endsSoon(), "the stream of a killed server goes on");
      }
    }
    try (OwnServer server = OwnServer.start(ServerSetup.named("restart"))) {
      for (String path : List.of("", "/status", "/stream", "/events")) {
        HttpResponse<String> answer = server.get("api/tasks/" + old + path);
        assertEquals(404, answer.statusCode(), path);
        assertTrue(answer.body().contains("There is no such task."), answer::body);
      }
    }
  }

  private static Sse opened(OwnServer server, String path) throws IOException {
    Sse stream = Sse.open(server, path);
    stream.readUntil(": connected");
    return stream;
  }

  /** What starts are answered from now on, until the server takes no connection any more. */
  private static List<Integer> startsWhileStopping(OwnServer server) throws InterruptedException {
    List<Integer> answers = new ArrayList<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    boolean stopping = false;
    while (System.nanoTime() < deadline) {
      try {
        int status = server.post("api/tasks", "{\"type\":\"demo\"}").statusCode();
        // until the signal has been noticed, tasks are taken as ever
        stopping |= status == 503;
        if (stopping) {
          answers.add(status);
        }
      } catch (IOException gone) {
        return answers;
      }
    }
    return answers;
  }

  private static Map<Integer, Long> counted(List<Integer> answers) {
    return answers.stream().collect(groupingBy(identity(), TreeMap::new, counting()));
  }

  /** The streams that did not end with a terminal event, or at least cleanly. */
  private static List<String> wrongEnds(List<Sse> streams) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Sse stream : streams) {
      String all = stream.readToEnd();
      boolean told =
          all.contains("\"event_type\":\"task_failed\"") && all.contains("\"code\":\"shutdown\"");
      if (!told && !all.endsWith("\r\n0\r\n\r\n")) {
        wrong.add(all);
      }
    }
    return wrong;
  }

  private static void close(List<Sse> streams) throws IOException {
    for (Sse stream : streams) {
      stream.close();
    }
  }
}
