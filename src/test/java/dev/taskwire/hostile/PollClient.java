package dev.taskwire.hostile;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;

/** Polls for events, as clients do that cannot stream; makes the frame of a stream of each. */
final class PollClient extends TaskClient {
  PollClient(Torture torture, TaskStory story, String name, long seed) {
    super(torture, story, name, seed);
  }

  @Override
  void ask(FleetServer server) throws IOException {
    String path = "tasks/" + taskId() + "/events?wait=5&after=" + last();
    Wire.Answer answer = server.ask("GET", path, "", "");
    if (isGood(server, answer)) {
      for (JsonValue event : Answers.object(answer.body()).getJsonArray("events")) {
        saw(server, event.asJsonObject());
      }
    }
  }

  private void saw(FleetServer server, JsonObject event) {
    long id = event.getJsonNumber("sequence").longValueExact();
    saw(server, id, "id: " + id + "\nevent: task_event\ndata: " + without(event) + "\n\n");
  }

  private static String without(JsonObject event) {
    return event.toString().replaceFirst("\"sequence\":\\d+,", "");
  }
}
