package dev.taskwire.stream;

import dev.taskwire.json.Utf8Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames that a log retains: the first one, and the newest. Guarded by the lock of its log; the
 * bytes that it hands out never change.
 *
 * <p>A segment leaves when its last event does, so a few frames more than the capacity are in
 * memory; no reader is sent to them.
 */
final class RetainedFrames {
  private static final int FIRST_SEGMENT = 1024;
  private static final int SECOND_SEGMENT = 8 * 1024;
  private static final int SEGMENT = 32 * 1024;
  private static final byte[] NO_FRAME = {};

  private final int capacity;
  private final List<Segment> segments = new ArrayList<>(1);
  private byte[] firstFrame = NO_FRAME;

  /** The number of the newest event; 0 while there is none. */
  long last;

  RetainedFrames(int capacity) {
    this.capacity = capacity;
  }

  /** Adds the frame of the event after the newest one, and drops what is too much. */
  void add(Utf8Buffer frame) {
    long sequence = last + 1;
    int length = frame.length();
    Segment segment = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (segment == null || !segment.fits(length)) {
      Segment following = new Segment(Math.max(length, nextSize(sequence)), sequence);
      segments.add(following);
      if (segment != null) {
        segment.linkTo(following);
      }
      segment = following;
    }
    if (sequence == 1) {
      firstFrame = frame.toByteArray();
    }
    last = segment.append(frame.array(), length);
    dropBefore(oldestAfterFirst());
  }

  /** Gives back unused space: nothing is added any more. */
  void trim() {
    segments.get(segments.size() - 1).trim();
  }

  /** The first retained event after {@code sequence}; more than the newest if there is none. */
  long nextAfter(long sequence) {
    return sequence == 0 ? 1 : Math.max(sequence + 1, oldestAfterFirst());
  }

  /**
   * Moves the cursor behind the frames that lie together from the retained event {@code next} on.
   */
  void advance(LogCursor cursor, long next) {
    if (isFirstAlone(next)) {
      cursor.moveTo(1, 1, firstFrame, 0, firstFrame.length);
      return;
    }
    Segment segment = segmentOf(next);
    cursor.moveTo(segment, next, segment.lastSequence());
  }

  /** A retained event. */
  RetainedEvent event(long sequence) {
    if (isFirstAlone(sequence)) {
      return new RetainedEvent(1, firstFrame, 0, firstFrame.length);
    }
    Segment segment = segmentOf(sequence);
    return new RetainedEvent(
        sequence, segment.bytes(), segment.startOf(sequence), segment.endOf(sequence));
  }

  /** How much memory is held, in bytes. */
  long bytes() {
    long sum = firstFrame.length;
    for (Segment segment : segments) {
      sum += segment.retainedBytes();
    }
    return sum;
  }

  /** Whether the first event stands apart, because events behind it were dropped. */
  private boolean isFirstAlone(long sequence) {
    return sequence == 1 && oldestAfterFirst() > 2;
  }

  /** The oldest retained event besides the first one. */
  private long oldestAfterFirst() {
    return oldestAfterFirst(last, capacity);
  }

  /** The oldest event besides the first one that a log with this newest event retains. */
  static long oldestAfterFirst(long newest, int capacity) {
    return Math.max(2, newest - capacity + 2);
  }

  private int nextSize(long sequence) {
    if (sequence == 1) {
      return FIRST_SEGMENT;
    }
    return segments.size() == 1 && segments.get(0).firstSequence == 1 ? SECOND_SEGMENT : SEGMENT;
  }

  /** The first event is read from its segment as long as nothing after it was dropped. */
  private void dropBefore(long oldest) {
    while (oldest > 2 && segments.get(0).lastSequence() < oldest) {
      segments.get(0).unlink(); // first: should the stack be full, nobody holds all that follows
      segments.remove(0);
    }
  }

  private Segment segmentOf(long sequence) {
    int low = 0;
    int high = segments.size() - 1;
    if (segments.get(high).firstSequence <= sequence) {
      return segments.get(high);
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).firstSequence <= sequence) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return segments.get(low);
  }
}
