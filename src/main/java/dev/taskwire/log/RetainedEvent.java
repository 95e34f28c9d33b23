package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.json.Utf8Buffer;

/** One event of a log, as the JSON that was sent for it. Immutable. */
public final class RetainedEvent {
  private final long sequence;
  private final byte[] frames;
  private final int jsonStart;
  private final int jsonEnd;

  RetainedEvent(long sequence, byte[] frames, int frameStart, int frameEnd) {
    this.sequence = sequence;
    this.frames = frames;
    this.jsonStart = frameStart + EventFrames.jsonStart(sequence);
    this.jsonEnd = frameEnd - 2;
  }

  /** The event's number within its task. */
  public long sequence() {
    return sequence;
  }

  /** How long the JSON is without its opening brace, in bytes. */
  public int length() {
    return jsonEnd - jsonStart - 1;
  }

  /** Appends the JSON without its opening brace. */
  public void appendTo(Utf8Buffer buffer) {
    buffer.raw(frames, jsonStart + 1, length());
  }

  /** Shows the JSON without its opening brace, where it lies. */
  public void showIn(LogCursor cursor) {
    cursor.moveTo(0, 0, frames, jsonStart + 1, jsonEnd);
  }

  /** The event as one line of JSON, with the members that a stream carries. */
  public String json() {
    return new String(frames, jsonStart, jsonEnd - jsonStart, UTF_8);
  }
}
