package dev.taskwire.log;

import org.jspecify.annotations.Nullable;

/**
 * A reader's position in an {@link EventLog}, and the slice that its last {@link EventLog#read}
 * found. Confined to its reader.
 */
public final class LogCursor {
  private static final byte[] NOTHING = {};

  private long sequence;
  private @Nullable Segment segment;
  private byte[] bytes = NOTHING;
  private int offset;
  private int length;
  private int events;

  /**
   * Creates a cursor.
   *
   * @param sequence the last event that the reader has seen; 0 for none
   */
  public LogCursor(long sequence) {
    this.sequence = sequence;
  }

  /** The last event that the reader has seen, the slice included. */
  public long sequence() {
    return sequence;
  }

  /** The array that holds the slice; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the slice begins. */
  public int offset() {
    return offset;
  }

  /** How long the slice is, in bytes. */
  public int length() {
    return length;
  }

  /** How many events the slice holds. */
  public int events() {
    return events;
  }

  /**
   * Moves on in the segment of the last slice or to the one after it, without the log's lock.
   *
   * @param newest no further than to this event, which the reader saw as the log's last
   * @param oldest the oldest event that a reader may be sent to, besides the first one
   * @return {@code false} if the way cannot be found from here
   */
  boolean follow(long newest, long oldest) {
    long next = sequence + 1;
    Segment found = next < oldest ? null : segment;
    while (found != null && found.lastSequence() < next) {
      found = found.next();
    }
    if (found == null) {
      return false;
    }
    moveTo(found, next, Math.min(found.lastSequence(), newest));
    return true;
  }

  /** Takes the events from {@code from} to {@code to} of a segment. */
  void moveTo(Segment found, long from, long to) {
    moveTo(to, (int) (to - from + 1), found.bytes(), found.startOf(from), found.endOf(to));
    segment = found;
  }

  /** Takes frames that stand alone. */
  public void moveTo(long lastInSlice, int eventCount, byte[] array, int from, int to) {
    segment = null;
    sequence = lastInSlice;
    events = eventCount;
    bytes = array;
    offset = from;
    length = to - from;
  }

  /** Goes on where {@code other} is, which reads the same log. */
  public void continueFrom(LogCursor other) {
    release();
    sequence = other.sequence;
    segment = other.segment;
  }

  /** Gives back the events after {@code newest}. {@code false}: the slice has no other ones. */
  public boolean cut(long newest) {
    if (sequence <= newest) {
      return true;
    }
    long from = sequence - events + 1;
    if (segment == null || from > newest) {
      release();
      segment = null;
      sequence = newest;
      return false;
    }
    moveTo(segment, from, newest);
    return true;
  }

  /** Forgets the slice: nobody sends it any more. */
  public void release() {
    bytes = NOTHING;
    events = 0;
    offset = 0;
    length = 0;
  }
}
