package dev.taskwire.log;

import dev.taskwire.json.Utf8Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames that a log retains: the first one, and the newest. Guarded by the lock of its log; the
 * bytes that it hands out never change. Within a segment the numbers have no gap; between two of
 * them there may be one, if the log is filled from outside.
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
  private long first = Long.MAX_VALUE;
  private long oldest = Long.MAX_VALUE;
  private int kept;
  private boolean sparse;

  /** The number of the newest event; 0 while there is none. */
  long last;

  RetainedFrames(int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("capacity must be at least 2, but was " + capacity);
    }
    this.capacity = capacity;
  }

  /** Adds the frame of the event after the newest one, and drops what is too much. */
  void add(Utf8Buffer frame) {
    add(last + 1, frame.array(), 0, frame.length());
  }

  /**
   * Adds the frame of an event after the newest one, and drops what is too much. If it throws, for
   * want of memory or stack, the event was not added.
   */
  void add(long sequence, byte[] frames, int from, int length) {
    Segment segment = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (segment == null || !segment.fits(length) || segment.lastSequence() + 1 != sequence) {
      Segment following = new Segment(Math.max(length, nextSize()), sequence);
      segments.add(following);
      if (segment != null) {
        segment.linkTo(following);
      }
      segment = following;
    }
    boolean isFirst = first == Long.MAX_VALUE;
    if (isFirst) {
      firstFrame = Arrays.copyOfRange(frames, from, from + length);
    }
    boolean leavesGap = sequence != last + 1;
    segment.append(frames, from, length);
    sparse |= leavesGap;
    last = sequence;
    if (isFirst) {
      first = sequence;
    } else {
      oldest = kept == 0 ? sequence : oldest;
      kept++;
    }
    try {
      dropTooMuch();
    } catch (RuntimeException | Error shortage) {
      // the next one drops more; this one is in
    }
  }

  /** Adds the frames of a slice that are newer than the newest event. */
  void addNewer(LogSlice slice) {
    int from = 0;
    for (long sequence = slice.first(); sequence <= slice.last(); sequence++) {
      int to = slice.endOfFrame(from);
      if (sequence > last) {
        add(sequence, slice.frames(), from, to - from);
      }
      from = to;
    }
  }

  /** Whether there are numbers without an event: only a log that is filled from outside has any. */
  boolean isSparse() {
    return sparse;
  }

  /** Gives back unused space: nothing is added any more. */
  void trim() {
    segments.get(segments.size() - 1).trim();
  }

  /** The first retained event after {@code sequence}; more than the newest if there is none. */
  long nextAfter(long sequence) {
    if (sequence < first) {
      return first;
    }
    long next = Math.max(sequence + 1, oldest);
    if (!sparse || next > last) {
      return next;
    }
    int at = indexOf(next);
    return next <= segments.get(at).lastSequence() ? next : segments.get(at + 1).firstSequence;
  }

  /**
   * Moves the cursor behind the frames that lie together from the retained event {@code next} on.
   */
  void advance(LogCursor cursor, long next) {
    if (isFirstAlone(next)) {
      cursor.moveTo(next, 1, firstFrame, 0, firstFrame.length);
      return;
    }
    Segment segment = segmentOf(next);
    cursor.moveTo(segment, next, segment.lastSequence());
  }

  /** At most {@code limit} retained events after {@code sequence}, oldest first. */
  List<RetainedEvent> eventsAfter(long sequence, int limit) {
    List<RetainedEvent> events = new ArrayList<>();
    for (long next = nextAfter(sequence); next <= last && events.size() < limit; ) {
      events.add(event(next));
      next = nextAfter(next);
    }
    return events;
  }

  private RetainedEvent event(long sequence) {
    if (isFirstAlone(sequence)) {
      return new RetainedEvent(sequence, firstFrame, 0, firstFrame.length);
    }
    Segment segment = segmentOf(sequence);
    return new RetainedEvent(
        sequence, segment.bytes(), segment.startOf(sequence), segment.endOf(sequence));
  }

  /** A copy of the frames that lie together from the retained event {@code from} on. */
  LogSlice slice(long from, int mostBytes) {
    if (isFirstAlone(from)) {
      return new LogSlice(from, from, firstFrame);
    }
    Segment segment = segmentOf(from);
    int start = segment.startOf(from);
    long to = from;
    while (to < segment.lastSequence() && segment.endOf(to + 1) - start <= mostBytes) {
      to++;
    }
    return new LogSlice(from, to, Arrays.copyOfRange(segment.bytes(), start, segment.endOf(to)));
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
    return sequence == first && isAnyBetweenMissing();
  }

  /** Whether the event after the first one is not retained, or never was there. */
  private boolean isAnyBetweenMissing() {
    return kept > 0 && oldest != first + 1;
  }

  /** The oldest event besides the first one that a dense log with this newest event retains. */
  static long oldestAfterFirst(long newest, int capacity) {
    return Math.max(2, newest - capacity + 2);
  }

  private int nextSize() {
    if (segments.isEmpty()) {
      return FIRST_SEGMENT;
    }
    return segments.size() == 1 && segments.get(0).firstSequence == first
        ? SECOND_SEGMENT
        : SEGMENT;
  }

  /** The first event is read from its segment as long as nothing after it was dropped. */
  private void dropTooMuch() {
    while (kept > capacity - 1) {
      oldest = sparse ? nextAfter(oldest) : oldest + 1;
      kept--;
    }
    while (isAnyBetweenMissing() && segments.get(0).lastSequence() < oldest) {
      segments.get(0).unlink(); // first: should the stack be full, nobody holds all that follows
      segments.remove(0);
    }
  }

  private Segment segmentOf(long sequence) {
    return segments.get(indexOf(sequence));
  }

  /** The segment with this event, or with the one before it. */
  private int indexOf(long sequence) {
    int low = 0;
    int high = segments.size() - 1;
    if (segments.get(high).firstSequence <= sequence) {
      return high;
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).firstSequence <= sequence) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
