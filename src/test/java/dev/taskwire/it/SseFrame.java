package dev.taskwire.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * One block of an event stream (WHATWG HTML 9.2.6).
 *
 * @param id the field id
 * @param event the field event
 * @param data the field data, which our server never splits
 * @param comment what stands behind a colon at the start of a line
 * @param retry the field retry
 */
record SseFrame(
    @Nullable String id,
    @Nullable String event,
    @Nullable String data,
    @Nullable String comment,
    @Nullable String retry) {
  /** Reads the lines of a block; anything that is no field of the standard is refused. */
  static SseFrame parse(String block) {
    String id = null;
    String event = null;
    String data = null;
    String comment = null;
    String retry = null;
    for (String line : block.split("\n", -1)) {
      int colon = line.indexOf(": ");
      String value = line.substring(colon + 2);
      switch (line.substring(0, colon)) {
        case "id" -> id = once(id, value);
        case "event" -> event = once(event, value);
        case "data" -> data = once(data, value);
        case "" -> comment = once(comment, value);
        case "retry" -> retry = once(retry, value);
        default -> throw new IllegalStateException("Not a line of an event stream: " + line);
      }
    }
    return new SseFrame(id, event, data, comment, retry);
  }

  private static String once(@Nullable String former, String value) {
    if (former != null) {
      throw new IllegalStateException("A field twice: " + former + " and " + value);
    }
    return value;
  }

  /** Whether this is an event of a task. */
  boolean isTaskEvent() {
    return "task_event".equals(event);
  }

  /** The sequence of the event. */
  long sequence() {
    return Long.parseLong(String.valueOf(id));
  }

  /** What the event carries. */
  JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(String.valueOf(data)))) {
      return reader.readObject();
    }
  }

  /** The type of the event. */
  String eventType() {
    return json().getString("event_type");
  }
}
