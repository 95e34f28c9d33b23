package dev.taskwire.cluster.protocol;

/**
 * Frames of consecutive events of one task, as they go over the wire. Each begins with {@code id:
 * <sequence>} and ends with an empty line.
 *
 * @param first the sequence of the first event
 * @param last the sequence of the last event
 * @param frames the bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and the bytes are written to the wire
public record Slice(long first, long last, byte[] frames) {
  /** Checks the order. */
  public Slice {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("not a slice: " + first + " to " + last);
    }
  }
}
