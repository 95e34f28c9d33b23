package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What limits time: a thread that ticks each second by the monotonic clock. The timers of EJB wait
 * for the wall clock: set back by an hour, they do not come for an hour. Thread-safe.
 */
final class Ticker implements Runnable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ThreadFactory threads;
  private final Runnable tick;
  private volatile boolean stopped;

  @GuardedBy("this")
  private @Nullable Thread thread;

  Ticker(ThreadFactory threads, Runnable tick) {
    this.threads = threads;
    this.tick = tick;
  }

  /** Starts its thread, unless that is alive; to be called again now and then. */
  synchronized void start() {
    if (!stopped && (thread == null || !thread.isAlive())) {
      Thread started = threads.newThread(this);
      started.start();
      thread = started;
    }
  }

  /** Ends it, without waiting. */
  synchronized void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    // not at once: who listens to it may need beans that are made when the application has started
    long next = System.nanoTime();
    while (!stopped) {
      next += SECOND;
      pauseUntil(next);
      if (!stopped) {
        Guarded.run(tick);
      }
      if (System.nanoTime() - next > SECOND) {
        next = System.nanoTime(); // ticks that were missed are not made up for
      }
    }
  }

  private void pauseUntil(long time) {
    for (long rest = time - System.nanoTime(); rest > 0 && !stopped; ) {
      // an interrupt that nobody takes would make each pause return at once
      Thread.interrupted();
      LockSupport.parkNanos(this, rest);
      rest = time - System.nanoTime();
    }
  }
}
