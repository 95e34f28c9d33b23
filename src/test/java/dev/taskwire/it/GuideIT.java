package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskService;
import dev.taskwire.data.DataProcessingParams;
import dev.taskwire.data.DataProcessingTask;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What the usage guide promises: its own example, as its own clients and tests do it. */
class GuideIT extends ServerTest {
  private static final int LARGE_RECORDS = 3_000_000;

  @Inject TaskService tasks;

  @Deployment
  static WebArchive war() throws IOException {
    return Deployments.taskwire(Map.of("tasks.data-dir", dataDirectory().toString()))
        .addClasses(ServerTest.class, Deployments.class);
  }

  private static Path dataDirectory() throws IOException {
    Path data = Files.createDirectories(workDirectory().resolve("guide/data"));
    Files.writeString(data.resolve("file.csv"), "name,age\nAda,36\nBob,41\n");
    Path large = data.resolve("large.csv");
    if (Files.notExists(large)) {
      try (BufferedWriter out = Files.newBufferedWriter(large)) {
        out.write("number,square\n");
        for (long i = 0; i < LARGE_RECORDS; i++) {
          out.write(i + "," + i * i + "\n");
        }
      }
    }
    return data;
  }

  @Test
  @RunAsClient
  void guidesClient_startsWatchesAndRemoves() throws IOException, InterruptedException {
    JsonObject started = object(post("api/data/process", "{\"file_path\":\"file.csv\"}").body());
    assertEquals("pending", started.getString("status"));

    List<String> stream;
    try (Stream<String> lines =
        HTTP.send(
                request(started.getString("stream_url").substring(1)).GET().build(),
                BodyHandlers.ofLines())
            .body()) {
      stream = lines.toList();
    }

    List<JsonObject> events =
        stream.stream()
            .filter(line -> line.startsWith("data: "))
            .map(line -> object(line.substring("data: ".length())))
            .toList();
    assertEquals("task_started", events.get(0).getString("event_type"));
    for (JsonObject progress : events.subList(1, events.size() - 1)) {
      assertEquals("progress_update", progress.getString("event_type"));
      assertFalse(progress.getJsonObject("data").isNull("text"));
      assertFalse(progress.getJsonObject("data").isNull("value"));
    }
    JsonObject end = events.get(events.size() - 1);
    assertEquals("task_completed", end.getString("event_type"));
    assertEquals(2, end.getJsonObject("data").getInt("processed_records"));
    String task = "api/tasks/" + started.getString("task_id");
    assertEquals("completed", object(get(task + "/status").body()).getString("status"));
    assertEquals(204, delete(task).statusCode());
    problem(404, get(task + "/status"));
  }

  @Test
  @RunAsClient
  void guidesClient_cancels() throws IOException, InterruptedException {
    String id =
        object(post("api/data/process", "{\"file_path\":\"large.csv\"}").body())
            .getString("task_id");
    taskWhen(id, "running");

    cancel(id);

    JsonObject task = taskWhen(id, "cancelled");
    assertEquals("cancelled", task.getJsonObject("result").getString("status"));
  }

  @Test
  void startTask_viaTheService_runsToItsCompletedEvent() {
    var response =
        tasks.startTask(DataProcessingTask.class, new DataProcessingParams("file.csv", null));

    assertFalse(response.taskId().isEmpty());
    assertTrue(response.streamUrl().contains("stream"));
    List<TaskEvent> events = tasks.getTaskEvents(response.taskId(), Duration.ofSeconds(10));
    assertTrue(
        events.stream().anyMatch(event -> event.eventType() == TaskEventType.TASK_COMPLETED));
  }
}
