package dev.taskwire.stream;

import java.util.Arrays;

/**
 * A run of consecutive frames in one array. Guarded by its log's lock; bytes below {@link #length}
 * never change.
 */
final class Segment {
  final long firstSequence;
  private byte[] bytes;
  private int length;
  private int[] ends = new int[8];
  private int count;

  Segment(int size, long firstSequence) {
    this.bytes = new byte[size];
    this.firstSequence = firstSequence;
  }

  boolean fits(int frameLength) {
    return bytes.length - length >= frameLength;
  }

  /** Adds the next frame, and returns its sequence. */
  long append(byte[] frame, int frameLength) {
    if (count == ends.length) {
      // first: should there be no memory for it, nothing has changed
      ends = Arrays.copyOf(ends, count * 2);
    }
    System.arraycopy(frame, 0, bytes, length, frameLength);
    length += frameLength;
    ends[count++] = length;
    return firstSequence + count - 1;
  }

  /** Gives back unused space. Slices of the old array that readers hold stay valid. */
  void trim() {
    bytes = Arrays.copyOf(bytes, length);
    ends = Arrays.copyOf(ends, count);
  }

  byte[] bytes() {
    return bytes;
  }

  long lastSequence() {
    return firstSequence + count - 1;
  }

  int startOf(long sequence) {
    int index = (int) (sequence - firstSequence);
    return index == 0 ? 0 : ends[index - 1];
  }

  int endOf(long sequence) {
    return ends[(int) (sequence - firstSequence)];
  }

  int retainedBytes() {
    return bytes.length + 4 * ends.length;
  }
}
