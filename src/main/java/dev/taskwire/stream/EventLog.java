package dev.taskwire.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
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
   * Readers follow the segments without the lock, up to the `last` they saw; only one that begins, or fell out of what is retained, takes
   * it to find its place. Bytes that were published never change. A segment leaves when its last event does; a reader that still holds
   * it keeps no other one alive.
   * A task may run out of memory or stack anywhere in here (it may report from the depth of a recursion): the event is in the log, with
   * its number, or it is not. That is decided where `retained.last` is set; `last` follows it.
   * Who appends under a lock of its own announces when it has let go of that: a listener may write an answer on the spot.
   * `last` and `ended` are volatile so that a reader with nothing to read learns that without the lock; `ended` is set first, so
   * that whoever sees the terminal event's sequence also sees the end.
   */
  private static final Logger LOG = Logger.getLogger(EventLog.class.getName());

  private final int capacity;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final EventFrames frames;

  @GuardedBy("lock")
  private final RetainedFrames retained;

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
    this.retained = new RetainedFrames(capacity);
  }

  /**
   * Appends a report of progress. To be followed by {@link #announce}, without any lock.
   *
   * @return {@code false} if the log has ended
   */
  public boolean appendProgress(Instant timestamp, String text, double value) {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      try {
        retained.add(frames.progress(retained.last + 1, timestamp, text, value));
      } finally {
        last = retained.last;
      }
    }
    return true;
  }

  /**
   * Appends any other event; a terminal one ends the log. To be followed by {@link #announce},
   * without any lock.
   *
   * @param dataJson the event's data, one line of escaped JSON; {@code null} for no data
   * @return {@code false} if the log has ended
   */
  public boolean append(TaskEventType type, Instant timestamp, byte @Nullable [] dataJson) {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      byte[] json = dataJson == null ? EventFrames.nullData() : dataJson;
      retained.add(frames.event(retained.last + 1, type, timestamp, json));
      ended = type.isTerminal();
      last = retained.last;
      if (ended) {
        lock.notifyAll();
        compact();
      }
    }
    return true;
  }

  /** Nothing follows, so what was kept ready for more is given back. */
  @GuardedBy("lock")
  private void compact() {
    try {
      frames.release();
      retained.trim();
    } catch (OutOfMemoryError noRoomToCopy) {
      // the log is complete all the same
    }
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
  boolean read(LogCursor cursor) {
    long newest = last;
    if (cursor.sequence() >= newest) {
      cursor.release();
      return false;
    }
    if (!cursor.follow(newest, RetainedFrames.oldestAfterFirst(newest, capacity))) {
      synchronized (lock) {
        retained.advance(cursor, retained.nextAfter(cursor.sequence()));
      }
    }
    return true;
  }

  /** At most {@code limit} retained events after {@code sequence}, oldest first. */
  public List<RetainedEvent> eventsAfter(long sequence, int limit) {
    List<RetainedEvent> events = new ArrayList<>();
    synchronized (lock) {
      long next = retained.nextAfter(sequence);
      while (next <= last && events.size() < limit) {
        events.add(retained.event(next));
        next = retained.nextAfter(next);
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
      return retained.bytes();
    }
  }

  /**
   * Adds a listener, told after each append, on the appending thread and without a lock; it must
   * not block. What it throws changes nothing.
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

  /** Tells the listeners that there is something to read. */
  public void announce() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException | Error failure) {
        // the event is in the log, and its author must not suffer for those who wait for it
        LOG.log(Level.FINE, "One who waits for events could not be told", failure);
      }
    }
  }
}
