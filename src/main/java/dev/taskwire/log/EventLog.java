package dev.taskwire.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskEventType;
import java.time.Instant;
import java.util.List;
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
   * it to find its place. Bytes that were published never change.
   * A task may run out of memory or stack anywhere in here (it may report from the depth of a recursion): the event is in the log, with
   * its number, or it is not, and whoever appends knows which by whether that throws.
   * `last` and `terminal` are volatile so that a reader with nothing to read learns that without the lock. `terminal`, the number of the
   * terminal event, is set before `last`, so whoever sees that event in `last` knows that it is the end; and whether a reader has
   * everything is answered by `terminal` alone, so nobody is told that all is over who has not got that event. `sparse` is set before the
   * `last` behind the first gap: whoever sees that finds each way under the lock, and counts no numbers.
   */
  private static final long NONE = Long.MAX_VALUE;

  private final int capacity;
  private final LogListeners listeners = new LogListeners(this::hasEnded);
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final EventFrames frames;

  @GuardedBy("lock")
  private final RetainedFrames retained;

  @GuardedBy("lock")
  private boolean sealed;

  private volatile boolean sparse;
  private volatile long terminal = NONE;
  private volatile long last;

  /**
   * Creates an empty log.
   *
   * @param taskId the task whose events it holds
   * @param capacity how many events to keep, at least 2
   */
  public EventLog(String taskId, int capacity) {
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
      if (sealed) {
        return false;
      }
      retained.add(frames.progress(retained.last + 1, timestamp, text, value));
      last = retained.last;
    }
    return true;
  }

  /**
   * Appends any other event, as {@link #appendProgress}; a terminal one ends the log. If it throws,
   * for want of memory or stack, the event is not in the log.
   *
   * @param dataJson the event's data, one line of escaped JSON; {@code null} for no data
   * @return {@code false} if the log has ended
   */
  public boolean append(TaskEventType type, Instant timestamp, byte @Nullable [] dataJson) {
    synchronized (lock) {
      if (sealed) {
        return false;
      }
      retained.add(frames.event(retained.last + 1, type, timestamp, dataJson));
      publish(type.isTerminal());
    }
    return true;
  }

  /**
   * Makes the terminal event without showing it, and takes no other one from now on. It is shown
   * when it comes back by {@link #fill}; until then it can be made anew, otherwise. If the log has
   * ended already, by an end from elsewhere, it is never shown.
   *
   * @param after a sequence that it must come after, 0 for none
   */
  public LogSlice seal(
      TaskEventType type, Instant timestamp, byte @Nullable [] dataJson, long after) {
    synchronized (lock) {
      LogSlice end = slice(Math.max(retained.last, after) + 1, type, timestamp, dataJson);
      sealed = true;
      return end;
    }
  }

  /** Makes the next event, after {@code after}, without showing it; another may come before it. */
  public LogSlice prepare(
      TaskEventType type, Instant timestamp, byte @Nullable [] dataJson, long after) {
    synchronized (lock) {
      return slice(Math.max(retained.last, after) + 1, type, timestamp, dataJson);
    }
  }

  /** Takes events again after {@link #seal}: what was made by it is never going to be shown. */
  public void reopen() {
    synchronized (lock) {
      sealed = terminal != NONE;
    }
  }

  @GuardedBy("lock")
  private LogSlice slice(
      long sequence, TaskEventType type, Instant timestamp, byte @Nullable [] dataJson) {
    byte[] frame = frames.event(sequence, type, timestamp, dataJson).toByteArray();
    return new LogSlice(sequence, sequence, frame);
  }

  /**
   * Adds events that were encoded elsewhere, as far as they are newer than what is here; there may
   * be a gap before them. To be followed by {@link #announce}, without any lock.
   *
   * @param isEnd whether the last of them is the terminal event
   * @return whether there was anything new
   */
  public boolean fill(LogSlice slice, boolean isEnd) {
    synchronized (lock) {
      if (terminal != NONE || slice.last() <= retained.last) {
        return false;
      }
      try {
        retained.addNewer(slice);
      } finally {
        publish(isEnd && retained.last == slice.last());
      }
    }
    return true;
  }

  /** Shows what was added, in the order that the readers rely on. */
  @GuardedBy("lock")
  private void publish(boolean isEnd) {
    sealed |= isEnd;
    sparse = retained.isSparse();
    if (isEnd) {
      terminal = retained.last;
    }
    last = retained.last;
    if (isEnd) {
      try {
        frames.release();
        retained.trim();
      } catch (RuntimeException | Error shortage) {
        // room kept for more is not given back; the log is complete all the same
      }
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
    return terminal <= last; // which was set later
  }

  /** Whether a reader at {@code sequence} has everything that will ever come. */
  public boolean isExhausted(long sequence) {
    return sequence >= terminal;
  }

  /**
   * Finds the next frames for {@code cursor} and moves it behind them: as many as lie together. A
   * cursor that points before the oldest retained event continues there.
   *
   * @return {@code false} if there are none
   */
  public boolean read(LogCursor cursor) {
    long newest = last;
    if (cursor.sequence() >= newest) {
      cursor.release();
      return false;
    }
    if (sparse || !cursor.follow(newest, RetainedFrames.oldestAfterFirst(newest, capacity))) {
      synchronized (lock) {
        retained.advance(cursor, retained.nextAfter(cursor.sequence()));
      }
    }
    return true;
  }

  /**
   * The next retained events after {@code sequence} that lie together, for one who copies the log.
   *
   * @param mostBytes as many as fit in here, but at least one
   * @return {@code null} if there are none
   */
  public @Nullable LogSlice sliceAfter(long sequence, int mostBytes) {
    synchronized (lock) {
      return sequence < last ? retained.slice(retained.nextAfter(sequence), mostBytes) : null;
    }
  }

  /** At most {@code limit} retained events after {@code sequence}, oldest first. */
  public List<RetainedEvent> eventsAfter(long sequence, int limit) {
    synchronized (lock) {
      return retained.eventsAfter(sequence, limit);
    }
  }

  /** How much memory the events take, in bytes. */
  public long retainedBytes() {
    synchronized (lock) {
      return retained.bytes();
    }
  }

  /** Those who are told of what is appended. */
  public LogListeners listeners() {
    return listeners;
  }

  /** Tells the listeners that there is something to read; they may answer a client on the spot. */
  public void announce() {
    listeners.tell();
  }
}
