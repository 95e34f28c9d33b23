package dev.taskwire.engine;

import dev.taskwire.TaskInfo;
import dev.taskwire.json.Utf8Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a task as JSON, with the result that was serialised when it ended. */
final class TaskJson {
  private TaskJson() {}

  static byte[] encode(TaskInfo task, byte @Nullable [] resultJson) {
    Utf8Buffer json = new Utf8Buffer(512 + (resultJson == null ? 0 : resultJson.length));
    json.ascii("{\"task_id\":").quoted(task.taskId());
    json.ascii(",\"type\":").quoted(task.type());
    json.ascii(",\"status\":").quoted(task.status().wireName());
    json.ascii(",\"cancel_requested\":").ascii(String.valueOf(task.cancelRequested()));
    json.ascii(",\"progress\":{\"text\":").quoted(task.progress().text());
    json.ascii(",\"value\":").number(task.progress().value());
    json.ascii("},\"start_time\":");
    instant(json, task.startTime());
    json.ascii(",\"running_since\":");
    instant(json, task.runningSince());
    json.ascii(",\"end_time\":");
    instant(json, task.endTime());
    json.ascii(",\"result\":");
    if (resultJson == null) {
      json.ascii("null");
    } else {
      json.raw(resultJson, 0, resultJson.length);
    }
    json.ascii(",\"error\":");
    if (task.error() == null) {
      json.ascii("null");
    } else {
      json.quoted(task.error());
    }
    return json.ascii("}").toByteArray();
  }

  private static void instant(Utf8Buffer json, @Nullable Instant instant) {
    if (instant == null) {
      json.ascii("null");
    } else {
      json.instant(instant.getEpochSecond(), instant.getNano());
    }
  }
}
