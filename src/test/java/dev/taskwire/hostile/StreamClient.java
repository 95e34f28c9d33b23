package dev.taskwire.hostile;

import java.io.IOException;

/** Watches the event stream, goes away now and then, and comes back with {@code Last-Event-ID}. */
final class StreamClient extends TaskClient {
  StreamClient(Torture torture, TaskStory story, String name, long seed) {
    super(torture, story, name, seed);
  }

  @Override
  void ask(FleetServer server) throws IOException {
    ask(server, random.nextInt(3) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE);
  }

  private void ask(FleetServer server, int most) throws IOException {
    String seen = last() == 0 ? "" : "Last-Event-ID: " + last() + "\r\n";
    String path = "tasks/" + taskId() + "/stream";
    try (Wire wire = new Wire(server.front().port())) {
      Wire.Answer head =
          FleetServer.ask(wire, "GET", path, "Accept: text/event-stream\r\n" + seen, "");
      if (isGood(server, head)) {
        read(server, wire, most);
      }
    }
  }

  /** Asks for all of it, once. */
  void askWhole(FleetServer server) throws IOException {
    ask(server, Integer.MAX_VALUE);
  }

  private void read(FleetServer server, Wire wire, int most) throws IOException {
    StringBuilder rest = new StringBuilder();
    int count = 0;
    for (String piece = wire.chunk(); piece != null && count < most; piece = wire.chunk()) {
      rest.append(piece);
      for (int end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
        String frame = rest.substring(0, end + 2);
        rest.delete(0, end + 2);
        String id = between("\n" + frame, "\nid: ", "\n");
        if (id != null) {
          saw(server, Long.parseLong(id), frame);
          count++;
        }
      }
    }
  }
}
