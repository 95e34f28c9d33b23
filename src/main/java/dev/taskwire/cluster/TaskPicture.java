package dev.taskwire.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.json.JsonEncoder;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
    TaskPicture picture =
        new TaskPicture(parse(task.json()))
            .with("status", Json.createValue(task.status().wireName()))
            .with("cancel_requested", task.cancelRequested() ? JsonValue.TRUE : JsonValue.FALSE)
            .with("position", numberOrNull(task.position()))
            .with("attempt", Json.createValue(task.attempt()));
    if (nodeName != null) {
      picture = picture.with("node", Json.createValue(nodeName));
    }
    return task.result() == null ? picture : picture.withResult(task.result());
  }

  private static JsonValue numberOrNull(long number) {
    return number == 0 ? JsonValue.NULL : Json.createValue(number);
  }

  static JsonObject parse(byte[] json) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      return reader.readObject();
    }
  }

  private TaskPicture withResult(byte[] result) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(result))) {
      return with("result", reader.readValue());
    }
  }

  /** The same with one member changed, in its place. */
  TaskPicture with(String name, JsonValue value) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    json.forEach((member, old) -> builder.add(member, member.equals(name) ? value : old));
    if (!json.containsKey(name)) {
      builder.add(name, value);
    }
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
    return with("running_since", JsonValue.NULL)
        .with("node", JsonValue.NULL)
        .with("progress", Json.createObjectBuilder().add("text", "").add("value", 0).build());
  }

  /** The same, ended now. */
  TaskPicture ended(TaskStatus status, Instant at, @Nullable String error) {
    return with("status", Json.createValue(status.wireName()))
        .with("end_time", Json.createValue(at.toString()))
        .with("position", JsonValue.NULL)
        .with("error", error == null ? JsonValue.NULL : Json.createValue(error));
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
