package dev.taskwire.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Those who are told that a log has something to read. Thread-safe. */
final class LogListeners {
  private static final Logger LOG = Logger.getLogger(LogListeners.class.getName());

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void add(Runnable listener) {
    listeners.add(listener);
  }

  int count() {
    return listeners.size();
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }

  /**
   * Waits until something is so; looked at whenever listeners are told, and once a second. An
   * interrupt ends the wait early and stays set.
   *
   * @return whether it is so
   */
  boolean await(BooleanSupplier something, Duration timeout) {
    Semaphore news = new Semaphore(0);
    Runnable listener = news::release;
    long most = (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
    long deadline = System.nanoTime() + most;
    listeners.add(listener);
    try {
      for (long rest = most; !something.getAsBoolean() && rest > 0; ) {
        if (news.tryAcquire(Math.min(rest, SECOND), TimeUnit.NANOSECONDS)) {
          news.drainPermits();
        }
        rest = deadline - System.nanoTime();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(listener);
    }
    return something.getAsBoolean();
  }

  /** Tells each, whatever the others do. */
  void tell() {
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
