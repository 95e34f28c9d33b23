package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that shares its tasks with nobody: nothing of what it would need is loaded. */
class AloneIT {
  private static final String FOR_AN_HOUR = "\"delay_ms\":3600000";

  @Test
  void server_alone_loadsNoClassOfTheCluster() throws IOException, InterruptedException {
    try (OwnServer server = OwnServer.start(ServerSetup.named("alone"))) {
      String id = server.startDemo(FOR_AN_HOUR);
      for (String path : List.of("tasks", "tasks/" + id, "server", "health", "metrics")) {
        assertEquals(200, server.get("api/" + path).statusCode(), path);
      }
      assertTrue(server.get("api/tasks/" + id).body().contains("\"node\":null"));
      assertFalse(server.get("api/metrics").body().contains("taskwire_cluster"));
      server.send(server.request("api/tasks/" + id + "/cancel").POST(BodyPublishers.noBody()));
      try (Sse stream = Sse.open(server, "api/tasks/" + id + "/stream")) {
        stream.readUntil("task_cancelled");
      }
      assertEquals(204, server.send(server.request("api/tasks/" + id).DELETE()).statusCode());

      assertTrue(
          LoadedClasses.of(server, "dev.taskwire.engine.")
              .contains("dev.taskwire.engine.TaskEngine"));
      assertEquals(List.of(), LoadedClasses.of(server, "dev.taskwire.cluster."));
      assertEquals(List.of(), LoadedClasses.of(server, "redis."));
    }
  }
}
