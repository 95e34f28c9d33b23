package dev.taskwire.log;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Those who are told of a log: few of each event, any number of its end only, which cost nothing
 * until then. They are told on the appending thread, without a lock, and must not block; what they
 * throw changes nothing. Thread-safe.
 *
 * <p>What is appended while one is added is either told to it, or readable when it is added: who is
 * told of the end looks for it after that.
 */
public final class LogListeners {
  private static final Logger LOG = Logger.getLogger(LogListeners.class.getName());

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final BooleanSupplier hasEnded;
  private final List<Runnable> ofEach = new CopyOnWriteArrayList<>();

  /** An iteration sees whatever was added before it began, and it begins after the end is there. */
  private final Set<Runnable> ofTheEnd = ConcurrentHashMap.newKeySet();

  LogListeners(BooleanSupplier hasEnded) {
    this.hasEnded = hasEnded;
  }

  /** Adds one that is told of each event. */
  public void add(Runnable listener) {
    ofEach.add(listener);
  }

  /** Adds one that is told once the log has ended; perhaps more than once. */
  public void addForEnd(Runnable listener) {
    ofTheEnd.add(listener);
  }

  /** Removes one that was to be told of the end. */
  public void removeForEnd(Runnable listener) {
    ofTheEnd.remove(listener);
  }

  /** Whether anyone is told besides the broadcaster. */
  public boolean hasOthers() {
    return ofEach.size() > 1 || !ofTheEnd.isEmpty();
  }

  /** Waits for the end, not at all if the time is zero. An interrupt ends the wait early. */
  public boolean awaitEnd(Duration timeout) {
    CountDownLatch end = new CountDownLatch(1);
    Runnable listener = end::countDown;
    long most = (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
    long deadline = System.nanoTime() + most;
    addForEnd(listener);
    try {
      // an end that could not be told, for want of memory, is found a second later
      for (long rest = most; !hasEnded.getAsBoolean() && rest > 0; ) {
        if (end.await(Math.min(rest, SECOND), TimeUnit.NANOSECONDS)) {
          break;
        }
        rest = deadline - System.nanoTime();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      removeForEnd(listener);
    }
    return hasEnded.getAsBoolean();
  }

  /** Tells each, whatever the others do. */
  void tell() {
    for (Runnable listener : ofEach) {
      tell(listener);
    }
    if (hasEnded.getAsBoolean()) {
      ofTheEnd.forEach(LogListeners::tell);
    }
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException | Error failure) {
      // the event is in the log, and its author must not suffer for those who wait for it
      LOG.log(Level.FINE, "One who waits for events could not be told", failure);
    }
  }
}
