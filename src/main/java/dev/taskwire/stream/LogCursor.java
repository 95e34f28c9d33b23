package dev.taskwire.stream;

/**
 * A reader's position in an {@link EventLog}, and the slice that its last {@link EventLog#read}
 * found. Confined to its reader.
 */
public final class LogCursor {
  private static final byte[] NOTHING = {};

  private long sequence;
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
  int events() {
    return events;
  }

  void moveTo(long lastInSlice, int eventCount, byte[] array, int from, int to) {
    sequence = lastInSlice;
    events = eventCount;
    bytes = array;
    offset = from;
    length = to - from;
  }

  /** Forgets the slice, so that an idle reader does not keep a dropped segment alive. */
  void release() {
    bytes = NOTHING;
    events = 0;
    offset = 0;
    length = 0;
  }
}
