package dev.taskwire.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of consecutive frames in one array. Written under its log's lock. Whoever saw a sequence in
 * {@link EventLog#last} may read the frames up to it without the lock: they never change.
 */
final class Segment {
  final long firstSequence;
  /*
   * The arrays are volatile because they are replaced by larger or smaller ones with the same content. For `count` and `next` it is
   * enough that they are written before `last`: a reader that sees a newer `count` goes no further than the `last` it knows.
   */
  private volatile byte[] bytes;
  private volatile int[] ends = new int[8];
  private int length;
  private int count;
  private @Nullable Segment next;

  Segment(int size, long firstSequence) {
    this.bytes = new byte[size];
    this.firstSequence = firstSequence;
  }

  boolean fits(int frameLength) {
    return bytes.length - length >= frameLength;
  }

  /** Adds the next frame, and returns its sequence. */
  long append(byte[] frames, int from, int frameLength) {
    int[] all = ends;
    if (count == all.length) {
      // first: should there be no memory for it, nothing has changed
      all = Arrays.copyOf(all, count * 2);
      ends = all;
    }
    System.arraycopy(frames, from, bytes, length, frameLength);
    length += frameLength;
    all[count++] = length;
    return firstSequence + count - 1;
  }

  /** Names the segment with the events after these. */
  void linkTo(Segment following) {
    next = following;
  }

  /**
   * Forgets the segment after this one, which leaves the log: whoever still holds it shall not hold
   * all that came after it.
   */
  void unlink() {
    next = null;
  }

  /** The segment with the events after these; {@code null} if there is none, or this one left. */
  @Nullable Segment next() {
    return next;
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
