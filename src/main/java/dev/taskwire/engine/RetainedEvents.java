package dev.taskwire.engine;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskProgress;
import dev.taskwire.json.JsonP;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.log.RetainedEvent;
import dev.taskwire.sharing.TaskView;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a log back as the events that a Java caller gets. */
final class RetainedEvents {
  private RetainedEvents() {}

  static List<TaskEvent> of(TaskView task) {
    List<TaskEvent> events = new ArrayList<>();
    for (RetainedEvent retained : task.broadcaster().log().eventsAfter(0, Integer.MAX_VALUE)) {
      events.add(event(task, retained));
    }
    return events;
  }

  /** The first one after this sequence, which is there. */
  static TaskEvent after(TaskExecution execution, long sequence) {
    return event(execution, execution.log().eventsAfter(sequence, 1).get(0));
  }

  private static TaskEvent event(TaskView task, RetainedEvent retained) {
    try (JsonReader reader = JsonP.reader(new StringReader(retained.json()))) {
      JsonObject json = reader.readObject();
      TaskEventType type =
          TaskEventType.valueOf(json.getString("event_type").toUpperCase(Locale.ROOT));
      return new TaskEvent(
          retained.sequence(),
          type,
          task.id(),
          Instant.parse(json.getString("timestamp")),
          data(task, type, json));
    }
  }

  private static @Nullable Object data(TaskView task, TaskEventType type, JsonObject json) {
    if (type == TaskEventType.PROGRESS_UPDATE) {
      JsonObject progress = json.getJsonObject("data");
      return new TaskProgress(
          progress.getString("text"), progress.getJsonNumber("value").doubleValue());
    }
    if (!type.isTerminal()) {
      return null;
    }
    if (task instanceof TaskExecution own) {
      Outcome outcome = own.outcome();
      return outcome == null ? null : outcome.data();
    }
    return RecordedOutcome.of(type, json.getOrDefault("data", JsonValue.NULL)).data();
  }
}
