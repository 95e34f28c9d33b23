package dev.taskwire.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskEventType;
import dev.taskwire.json.Utf8Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of one task, encoded once as the frames that go over the wire, and read by any number
 * of cursors.
 *
 * <p>It keeps the newest {@code capacity} events; the first one and the terminal one are never
 * dropped. Nothing is appended after the terminal event. Thread-safe.
 */
public final class EventLog {
  /*
   * Writers append under the lock: sequence, encoding and publication are one step, so that sequences on the wire have no gap.
   * Readers take the lock only to find the slice that follows their cursor; its bytes never change and are written to the socket
   * without the lock. A segment leaves when its last event does; a slice that someone still writes keeps just its array alive.
   * `last` and `ended` are volatile so that a reader with nothing to read learns that without the lock; `ended` is set first, so
   * that whoever sees the terminal event's sequence also sees the end.
   */
  private static final int FIRST_SEGMENT = 1024;
  private static final int SECOND_SEGMENT = 8 * 1024;
  private static final int SEGMENT = 32 * 1024;
  private static final byte[] NO_FRAME = {};

  private final int capacity;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final EventFrames frames;

  @GuardedBy("lock")
  private final List<Segment> segments = new ArrayList<>(1);

  @GuardedBy("lock")
  private byte[] firstFrame = NO_FRAME;

  private volatile long last;
  private volatile boolean ended;

  /**
   * Creates an empty log.
   *
   * @param taskId the task whose events it holds
   * @param capacity how many events to keep, at least 2
   */
  public EventLog(String taskId, int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("capacity must be at least 2, but was " + capacity);
    }
    this.capacity = capacity;
    this.frames = new EventFrames(taskId);
  }

  /**
   * Appends a report of progress.
   *
   * @return {@code false} if the log has ended
   */
  public boolean appendProgress(Instant timestamp, String text, double value) {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      long sequence = last + 1;
      store(sequence, frames.progress(sequence, timestamp, text, value));
      last = sequence;
    }
    announce();
    return true;
  }

  /**
   * Appends any other event; a terminal one ends the log.
   *
   * @param dataJson the event's data, one line of escaped JSON; {@code null} for no data
   * @return {@code false} if the log has ended
   */
  public boolean append(TaskEventType type, Instant timestamp, byte @Nullable [] dataJson) {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      long sequence = last + 1;
      byte[] json = dataJson == null ? EventFrames.nullData() : dataJson;
      store(sequence, frames.event(sequence, type, timestamp, json));
      if (type.isTerminal()) {
        segments.get(segments.size() - 1).trim();
        frames.release();
        ended = true;
        lock.notifyAll();
      }
      last = sequence;
    }
    announce();
    return true;
  }

  /** The sequence of the newest event; 0 while there is none. */
  public long last() {
    return last;
  }

  /** How many events were dropped to make room for newer ones. */
  public long dropped() {
    return Math.max(0, last - capacity);
  }

  /** Whether the terminal event is in the log. */
  public boolean hasEnded() {
    return ended;
  }

  /** Whether a reader at {@code sequence} has everything that will ever come. */
  public boolean isExhausted(long sequence) {
    return ended && sequence >= last;
  }

  /**
   * Finds the next frames for {@code cursor} and moves it behind them: as many as lie together. A
   * cursor that points before the oldest retained event continues there.
   *
   * @return {@code false} if there are none
   */
  public boolean read(LogCursor cursor) {
    if (cursor.sequence() >= last) {
      cursor.release();
      return false;
    }
    synchronized (lock) {
      long next = cursor.sequence() + 1;
      long oldest = oldestAfterFirst();
      if (next == 1 && oldest > 2) {
        cursor.moveTo(1, 1, firstFrame, 0, firstFrame.length);
        return true;
      }
      long from = Math.max(next, oldest > 2 ? oldest : 1);
      Segment segment = segmentOf(from);
      long to = segment.lastSequence();
      int count = (int) (to - from + 1);
      cursor.moveTo(to, count, segment.bytes(), segment.startOf(from), segment.endOf(to));
      return true;
    }
  }

  /** At most {@code limit} retained events after {@code sequence}, oldest first. */
  public List<RetainedEvent> eventsAfter(long sequence, int limit) {
    List<RetainedEvent> events = new ArrayList<>();
    synchronized (lock) {
      long next = sequence + 1;
      while (next <= last && events.size() < limit) {
        long oldest = oldestAfterFirst();
        if (next == 1 && oldest > 2) {
          events.add(new RetainedEvent(1, firstFrame, 0, firstFrame.length));
          next = oldest;
          continue;
        }
        next = Math.max(next, oldest > 2 ? oldest : 1);
        Segment segment = segmentOf(next);
        events.add(
            new RetainedEvent(next, segment.bytes(), segment.startOf(next), segment.endOf(next)));
        next++;
      }
    }
    return events;
  }

  /**
   * Waits for the terminal event. An interrupt ends the wait early and stays set.
   *
   * @param timeout how long to wait; zero or negative does not wait
   * @return whether the log has ended
   */
  public boolean awaitEnd(Duration timeout) {
    long deadline = System.nanoTime() + nanos(timeout);
    synchronized (lock) {
      try {
        for (long rest = deadline - System.nanoTime(); !ended && rest > 0; ) {
          TimeUnit.NANOSECONDS.timedWait(lock, rest);
          rest = deadline - System.nanoTime();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return ended;
    }
  }

  private static long nanos(Duration timeout) {
    Duration most = Duration.ofDays(365);
    return (timeout.compareTo(most) < 0 ? timeout : most).toNanos();
  }

  /** How much memory the events take, in bytes. */
  public long retainedBytes() {
    synchronized (lock) {
      long sum = firstFrame.length;
      for (Segment segment : segments) {
        sum += segment.retainedBytes();
      }
      return sum;
    }
  }

  /**
   * Adds a listener, told after each append, on the appending thread and without the lock; it must
   * not block.
   *
   * <p>An event that is appended at the same time is either announced to it or already readable
   * when this method returns.
   */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  private void announce() {
    for (Runnable listener : listeners) {
      listener.run();
    }
  }

  @GuardedBy("lock")
  private void store(long sequence, Utf8Buffer frame) {
    int length = frame.length();
    Segment segment = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (segment == null || !segment.fits(length)) {
      segment = new Segment(Math.max(length, nextSize(sequence)), sequence);
      segments.add(segment);
    }
    segment.append(frame.array(), length);
    if (sequence == 1) {
      firstFrame = frame.toByteArray();
    }
    dropBefore(sequence - capacity + 2);
  }

  @GuardedBy("lock")
  private int nextSize(long sequence) {
    if (sequence == 1) {
      return FIRST_SEGMENT;
    }
    return segments.size() == 1 && segments.get(0).firstSequence == 1 ? SECOND_SEGMENT : SEGMENT;
  }

  @GuardedBy("lock")
  private void dropBefore(long oldest) {
    while (segments.get(0).lastSequence() < oldest) {
      segments.remove(0);
    }
  }

  /** The oldest retained event besides the first one. */
  @GuardedBy("lock")
  private long oldestAfterFirst() {
    return Math.max(2, last - capacity + 2);
  }

  @GuardedBy("lock")
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
