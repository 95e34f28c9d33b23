package dev.taskwire.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import dev.taskwire.json.JsonEncoder;
import dev.taskwire.json.JsonP;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.log.LogSlice;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** Reads how a task ended from the terminal event that another server recorded. Stateless. */
final class RecordedOutcome {
  private static final String DATA = "\ndata: ";

  private RecordedOutcome() {}

  static Outcome of(TaskStatus status, LogSlice event) {
    String frame = new String(event.frames(), UTF_8);
    String json = frame.substring(frame.indexOf(DATA) + DATA.length());
    try (JsonReader reader = JsonP.reader(new StringReader(json.strip()))) {
      return of(status, reader.readObject().getOrDefault("data", JsonValue.NULL));
    }
  }

  static Outcome of(TaskEventType terminal, JsonValue data) {
    return of(
        switch (terminal) {
          case TASK_COMPLETED -> TaskStatus.COMPLETED;
          case TASK_CANCELLED -> TaskStatus.CANCELLED;
          default -> TaskStatus.FAILED;
        },
        data);
  }

  private static Outcome of(TaskStatus status, JsonValue data) {
    if (status == TaskStatus.FAILED && data instanceof JsonObject failure) {
      return Outcome.failed(
          failure.getString("error", "The task failed."),
          failure.getString("code", "task_failed"),
          null);
    }
    byte[] result = data == JsonValue.NULL ? null : JsonEncoder.encode(data);
    return new Outcome(status, result == null ? null : data, result, null, null);
  }
}
