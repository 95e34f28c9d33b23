package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the threads of another executor for a while after their jobs, so that the next job need not
 * ask for one. Thread-safe.
 */
final class KeptThreads implements Executor {
  /*
   * A job is handed over only to a thread that waits and has not been promised another: handed.size() <= idle. A thread that stops
   * waiting, for whatever reason, takes what was handed over; so a job is neither lost nor left waiting for a thread.
   */
  private final Executor threads;
  private final BooleanSupplier threadIsClean;
  private final long keepNanos;

  @GuardedBy("this")
  private final Queue<Runnable> handed = new ArrayDeque<>();

  @GuardedBy("this")
  private int idle;

  @GuardedBy("this")
  private boolean closed;

  /**
   * Creates an executor that has no thread yet.
   *
   * @param threads runs a job for as long as threads are kept
   * @param threadIsClean whether the calling thread may be kept after its job
   * @param keep how long a thread waits for its next job
   */
  KeptThreads(Executor threads, BooleanSupplier threadIsClean, Duration keep) {
    this.threads = threads;
    this.threadIsClean = threadIsClean;
    this.keepNanos = keep.toNanos();
  }

  @Override
  public void execute(Runnable job) {
    if (!handOver(job)) {
      threads.execute(() -> runFrom(job));
    }
  }

  /** Gives back the threads that wait, and keeps none from now on. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private synchronized boolean handOver(Runnable job) {
    boolean taken = idle > handed.size() && handed.offer(job);
    if (taken) {
      notify();
    }
    return taken;
  }

  private void runFrom(Runnable first) {
    for (Runnable job = first; job != null; job = threadIsClean.getAsBoolean() ? next() : null) {
      job.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    long deadline = System.nanoTime() + keepNanos;
    idle++;
    try {
      for (long rest = keepNanos; handed.isEmpty() && !closed && rest > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, rest);
        rest = deadline - System.nanoTime();
      }
    } catch (InterruptedException wantedBack) {
      Thread.currentThread().interrupt();
    } finally {
      idle--;
    }
    return handed.poll();
  }
}
