package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.taskwire.TaskEventType;
import dev.taskwire.json.Utf8Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the bytes of their frames (WHATWG HTML 9.2.6): a numeric id, the name {@code
 * task_event}, and one line of escaped JSON. Confined to the lock of its log.
 */
final class EventFrames {
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final byte[] ID = "id: ".getBytes(US_ASCII);
  private static final byte[] DATA = ",\"data\":".getBytes(US_ASCII);
  private static final byte[] PROGRESS_TEXT = ",\"data\":{\"text\":".getBytes(US_ASCII);
  private static final byte[] PROGRESS_VALUE = ",\"value\":".getBytes(US_ASCII);
  private static final byte[] PROGRESS_END = "}}\n\n".getBytes(US_ASCII);
  private static final byte[] END = "}\n\n".getBytes(US_ASCII);
  private static final String EVENT = "\nevent: task_event\ndata: ";

  private final String taskMembers;
  private final byte[] progressStart;
  private Utf8Buffer buffer = new Utf8Buffer(512);

  EventFrames(String taskId) {
    String quoted = new String(new Utf8Buffer(40).quoted(taskId).toByteArray(), US_ASCII);
    this.taskMembers = "\",\"task_id\":" + quoted + ",\"timestamp\":";
    this.progressStart = head(TaskEventType.PROGRESS_UPDATE).getBytes(US_ASCII);
  }

  /** Encodes a report of progress; valid until the next call. */
  Utf8Buffer progress(long sequence, Instant timestamp, String text, double value) {
    buffer.reset().raw(ID).number(sequence).raw(progressStart);
    buffer.instant(timestamp.getEpochSecond(), timestamp.getNano());
    buffer.raw(PROGRESS_TEXT).quoted(text).raw(PROGRESS_VALUE).number(value);
    return buffer.raw(PROGRESS_END);
  }

  /** Encodes any other event; valid until the next call. */
  Utf8Buffer event(long sequence, TaskEventType type, Instant timestamp, byte @Nullable [] json) {
    buffer.reset().raw(ID).number(sequence).ascii(head(type));
    buffer.instant(timestamp.getEpochSecond(), timestamp.getNano());
    return buffer.raw(DATA).raw(json == null ? NULL : json).raw(END);
  }

  /** Gives back the buffer: no event follows. */
  void release() {
    buffer = new Utf8Buffer(0);
  }

  /** Where the line of JSON begins in the frame of {@code sequence}. */
  static int jsonStart(long sequence) {
    return ID.length + Long.toString(sequence).length() + EVENT.length();
  }

  private String head(TaskEventType type) {
    return EVENT + "{\"event_type\":\"" + type.wireName() + taskMembers;
  }
}
