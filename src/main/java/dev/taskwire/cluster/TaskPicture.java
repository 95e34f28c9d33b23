package dev.taskwire.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.json.JsonEncoder;
import dev.taskwire.json.JsonP;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as its server wrote it last, made true by what is recorded beside it. Immutable.
 *
 * <p>The members and their order are those of its server, also if that is of another version.
 */
final class TaskPicture {
  private final JsonObject json;

  private TaskPicture(JsonObject json) {
    this.json = json;
  }

  /**
   * The task as of now.
   *
   * @param nodeName what people call its server; {@code null} if that is not known
   */
  static TaskPicture of(TaskRecord task, @Nullable String nodeName) {
    Map<String, JsonValue> recorded = new LinkedHashMap<>();
    recorded.put("status", JsonP.value(task.status().wireName()));
    recorded.put("cancel_requested", task.cancelRequested() ? JsonValue.TRUE : JsonValue.FALSE);
    recorded.put("position", numberOrNull(task.position()));
    recorded.put("attempt", JsonP.value(task.attempt()));
    if (nodeName != null) {
      recorded.put("node", JsonP.value(nodeName));
    }
    if (task.result() != null) {
      recorded.put("result", value(task.result()));
    }
    return new TaskPicture(parse(task.json())).with(recorded);
  }

  private static JsonValue numberOrNull(long number) {
    return number == 0 ? JsonValue.NULL : JsonP.value(number);
  }

  static JsonObject parse(byte[] json) {
    try (JsonReader reader = JsonP.reader(new ByteArrayInputStream(json))) {
      return reader.readObject();
    }
  }

  private static JsonValue value(byte[] json) {
    try (JsonReader reader = JsonP.reader(new ByteArrayInputStream(json))) {
      return reader.readValue();
    }
  }

  /** The same with one member changed, in its place. */
  TaskPicture with(String name, JsonValue value) {
    return with(Map.of(name, value));
  }

  /** The same with members changed, each in its place; what was not there comes last. */
  private TaskPicture with(Map<String, JsonValue> changed) {
    JsonObjectBuilder builder = JsonP.object();
    json.forEach((member, old) -> builder.add(member, changed.getOrDefault(member, old)));
    changed.forEach(
        (member, value) -> {
          if (!json.containsKey(member)) {
            builder.add(member, value);
          }
        });
    return new TaskPicture(builder.build());
  }

  /** The same with the newest progress that a log tells of. */
  TaskPicture withProgress(EventLog log) {
    List<RetainedEvent> newest = log.eventsAfter(log.last() - 1, 1);
    if (newest.isEmpty()) {
      return this;
    }
    JsonObject event = parse(newest.get(0).json().getBytes(UTF_8));
    return event.getString("event_type").equals(TaskEventType.PROGRESS_UPDATE.wireName())
        ? with("progress", event.getJsonObject("data"))
        : this;
  }

  /** The same, as it was before it began. */
  TaskPicture waiting() {
    return with(
        Map.of(
            "running_since",
            JsonValue.NULL,
            "node",
            JsonValue.NULL,
            "progress",
            JsonP.object().add("text", "").add("value", 0).build()));
  }

  /** The same, ended now. */
  TaskPicture ended(TaskStatus status, Instant at, @Nullable String error) {
    return with(
        Map.of(
            "status",
            JsonP.value(status.wireName()),
            "end_time",
            JsonP.value(at.toString()),
            "position",
            JsonValue.NULL,
            "error",
            error == null ? JsonValue.NULL : JsonP.value(error)));
  }

  /** Whether it has a result that is not here. */
  boolean lacksResult() {
    return json.get("result") == JsonValue.NULL && json.get("result_bytes") instanceof JsonNumber;
  }

  byte[] encode() {
    return JsonEncoder.encode(json);
  }

  /** Without a result that is too large for lists. */
  byte[] summary() {
    JsonValue bytes = json.get("result_bytes");
    boolean isLarge = bytes instanceof JsonNumber number && number.longValue() > 1024;
    return isLarge ? with("result", JsonValue.NULL).encode() : encode();
  }

  @Nullable String title() {
    return text("title");
  }

  Instant acceptedAt() {
    Instant at = instant("start_time");
    return at == null ? Instant.EPOCH : at;
  }

  /** For those who ask in Java. */
  TaskInfo info() {
    JsonObject progress = json.getJsonObject("progress");
    JsonValue result = json.getOrDefault("result", JsonValue.NULL);
    return new TaskInfo(
        json.getString("task_id"),
        json.getString("type"),
        TaskStatus.valueOf(json.getString("status").toUpperCase(Locale.ROOT)),
        json.getBoolean("cancel_requested"),
        new TaskProgress(progress.getString("text"), progress.getJsonNumber("value").doubleValue()),
        acceptedAt(),
        instant("running_since"),
        instant("end_time"),
        result == JsonValue.NULL ? null : result,
        text("error"));
  }

  private @Nullable Instant instant(String name) {
    String text = text(name);
    return text == null ? null : Instant.parse(text);
  }

  private @Nullable String text(String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : null;
  }

  @Override
  public String toString() {
    return new String(encode(), UTF_8);
  }
}
