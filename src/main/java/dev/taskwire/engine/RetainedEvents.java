package dev.taskwire.engine;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskProgress;
import dev.taskwire.stream.RetainedEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a log back as the events that a Java caller gets. */
final class RetainedEvents {
  private RetainedEvents() {}

  static List<TaskEvent> of(TaskExecution execution) {
    List<TaskEvent> events = new ArrayList<>();
    for (RetainedEvent retained : execution.log().eventsAfter(0, Integer.MAX_VALUE)) {
      events.add(event(execution, retained));
    }
    return events;
  }

  private static TaskEvent event(TaskExecution execution, RetainedEvent retained) {
    try (JsonReader reader = Json.createReader(new StringReader(retained.json()))) {
      JsonObject json = reader.readObject();
      TaskEventType type =
          TaskEventType.valueOf(json.getString("event_type").toUpperCase(Locale.ROOT));
      return new TaskEvent(
          retained.sequence(),
          type,
          execution.id(),
          Instant.parse(json.getString("timestamp")),
          data(execution, type, json));
    }
  }

  private static @Nullable Object data(
      TaskExecution execution, TaskEventType type, JsonObject json) {
    if (type == TaskEventType.PROGRESS_UPDATE) {
      JsonObject progress = json.getJsonObject("data");
      return new TaskProgress(
          progress.getString("text"), progress.getJsonNumber("value").doubleValue());
    }
    Outcome outcome = type.isTerminal() ? execution.outcome() : null;
    return outcome == null ? null : outcome.data();
  }
}
