package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.hostile.Http2Client.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams that share one connection of HTTP/2. */
class Http2IT {
  private static final int STUCK = 1;
  private static final int HEALTHY = 3;
  private static final int AFTERWARDS = 5;

  private static OwnServer server;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    server = OwnServer.start(ServerSetup.named("http2"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** 65,535 bytes are a stream's to begin with: the task's first three seconds. */
  @Test
  void streamOfWhichNothingIsTaken_isReset_andTheOthersOfItsConnectionGoOn()
      throws IOException, InterruptedException {
    String id = server.startDemo("\"events\":250,\"interval_us\":100000,\"payload\":2000");
    List<Integer> ended = new ArrayList<>();
    StringBuilder seen = new StringBuilder();
    try (Http2Client client = new Http2Client(server.port())) {
      client.get(STUCK, "/api/tasks/" + id + "/stream");
      client.get(HEALTHY, "/api/tasks/" + id + "/stream");
      while (!ended.contains(HEALTHY)) {
        Frame frame = client.read();
        assertTrue(frame.type() != Http2Client.GOAWAY, "the connection is of use");
        if (frame.stream() == HEALTHY && frame.type() == Http2Client.DATA) {
          client.allow(HEALTHY, frame.payload().length);
          seen.append(frame.text());
        }
        if (frame.endsStream()) {
          ended.add(frame.stream());
          assertEquals(
              frame.stream() == STUCK ? Http2Client.RST_STREAM : Http2Client.DATA, frame.type());
        }
      }
      assertEquals(List.of(STUCK, HEALTHY), ended);
      assertTrue(seen.indexOf("task_completed") > 0);
      assertEquals(250, seen.toString().split("progress_update", -1).length - 1);

      client.get(AFTERWARDS, "/api/tasks/" + id + "/status");
      assertEquals(AFTERWARDS, client.read().stream());
    }
  }
}
