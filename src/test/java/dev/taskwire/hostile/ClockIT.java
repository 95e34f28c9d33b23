package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server whose wall clock was set back by an hour: what limits time goes on as ever. */
class ClockIT {
  private static final String FOR_AN_HOUR = "\"delay_ms\":3600000";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static OwnServer server;

  @BeforeAll
  static void startServerAndSetItsClockBack() throws IOException, InterruptedException {
    ServerSetup setup =
        ServerSetup.named("clock")
            .with("tasks.task-timeout", "5")
            .with("tasks.interrupt-after", "1")
            .with("tasks.cancel-grace", "3")
            .with("tasks.cleanup-interval", "3")
            .with("tasks.heartbeat-interval", "1")
            .withClockThatMoves();
    server = OwnServer.start(setup);
    MovedClock.in(setup.directory()).move(HOUR.negated());
    Awaitility.await().atMost(PATIENCE).until(ClockIT::isSetBack);
  }

  private static boolean isSetBack() throws IOException, InterruptedException {
    JsonObject task = task(server.startDemo("\"events\":1"));
    Instant started = Instant.parse(task.getString("start_time"));
    return started.isBefore(Instant.now().minus(HOUR.dividedBy(2)));
  }

  private static JsonObject task(String id) throws IOException, InterruptedException {
    String body = server.get("api/tasks/" + id).body();
    return Json.createReader(new StringReader(body)).readObject();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void timeout_escalation_andRetention_comeInTime() throws IOException, InterruptedException {
    String polite = server.startDemo(FOR_AN_HOUR);
    String stubborn = server.startDemo(FOR_AN_HOUR + ",\"outcome\":\"ignore_cancel\"");

    for (String id : new String[] {polite, stubborn}) {
      String stream = server.get("api/tasks/" + id + "/stream").body();
      assertTrue(stream.contains("\"code\":\"timeout\""), stream);
      assertTrue(stream.contains(": heartbeat"), stream);
    }
    for (String id : new String[] {polite, stubborn}) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> server.get("api/tasks/" + id).statusCode() == 404);
    }
  }

  @Test
  void longPoll_andWaitingStart_areAnsweredInTime() throws IOException, InterruptedException {
    String id = server.startDemo("\"delay_ms\":4000");

    assertEquals(200, server.get("api/tasks/" + id + "/events?after=1&wait=1").statusCode());
    int status =
        server
            .send(
                server
                    .request("api/tasks")
                    .header("Content-Type", "application/json")
                    .header("Prefer", "wait=1")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"type\":\"demo\",\"params\":{\"delay_ms\":4000}}")))
            .statusCode();
    assertEquals(201, status);
  }

  @Test
  void liveness_overAMinute_staysUp() {
    Awaitility.await()
        .during(Duration.ofSeconds(65))
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> server.get("api/health/live").statusCode() == 200);
  }
}
