package dev.taskwire.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.taskwire.TaskInfo;
import dev.taskwire.json.Utf8Buffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a task as JSON, with the result that was serialised when it ended.
 *
 * @param task the task
 * @param title what its author calls this run; {@code null} for nothing
 * @param node the server that it is on; {@code null} if that is alone
 * @param attempt how often it has begun, or is going to have
 * @param place its place among the waiting; 0 if it does not wait
 * @param result its result as JSON; {@code null} for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TaskJson(
    TaskInfo task,
    @Nullable String title,
    @Nullable String node,
    int attempt,
    int place,
    byte @Nullable [] result) {
  private static final int LARGEST_LISTED_RESULT = 1024;
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  /** All of it. */
  byte[] whole() {
    return joined(result == null ? NULL : result);
  }

  /** The same in pieces; the result is one of them. */
  List<byte[]> pieces() {
    return List.of(
        untilResult().toByteArray(),
        result == null ? NULL : result,
        fromResult(new Utf8Buffer(256)).toByteArray());
  }

  /**
   * For one among many: a result that is larger than 1,024 bytes is left out, and has to be asked
   * for.
   */
  byte[] summary() {
    return joined(result == null || result.length > LARGEST_LISTED_RESULT ? NULL : result);
  }

  /** The result, if it is left out there. */
  byte @Nullable [] largeResult() {
    return result != null && result.length > LARGEST_LISTED_RESULT ? result : null;
  }

  private byte[] joined(byte[] shownResult) {
    return fromResult(untilResult().raw(shownResult)).toByteArray();
  }

  private Utf8Buffer untilResult() {
    Utf8Buffer json = new Utf8Buffer(640);
    json.ascii("{\"task_id\":").quoted(task.taskId());
    json.ascii(",\"type\":").quoted(task.type());
    json.ascii(",\"title\":");
    text(json, title);
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
    return json.ascii(",\"result\":");
  }

  private Utf8Buffer fromResult(Utf8Buffer json) {
    json.ascii(",\"result_bytes\":");
    number(json, result == null ? 0 : result.length);
    json.ascii(",\"error\":");
    text(json, task.error());
    json.ascii(",\"node\":");
    text(json, node);
    json.ascii(",\"position\":");
    number(json, place);
    return json.ascii(",\"attempt\":").number(attempt).ascii("}");
  }

  private static void text(Utf8Buffer json, @Nullable String text) {
    if (text == null) {
      json.ascii("null");
    } else {
      json.quoted(text);
    }
  }

  /** 0 is nothing: no result has no bytes, and no place is before the first. */
  private static void number(Utf8Buffer json, int number) {
    if (number == 0) {
      json.ascii("null");
    } else {
      json.number(number);
    }
  }

  private static void instant(Utf8Buffer json, @Nullable Instant instant) {
    if (instant == null) {
      json.ascii("null");
    } else {
      json.instant(instant.getEpochSecond(), instant.getNano());
    }
  }
}
