package dev.taskwire.connection;

import jakarta.servlet.AsyncContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The moment in which the first thread of an asynchronous request has left it. Whoever dispatches
 * it from another thread waits for that. Thread-safe.
 *
 * <p>Payara keeps a dispatch that comes earlier for the first thread to carry out, and does not see
 * to it that this thread has not looked yet (AsyncContextImpl: {@code handler} is written after
 * {@code delayAsyncDispatchAndComplete} was read): the request would then hang until its time-out.
 * A completion is kept in the right order there, and needs no waiting. On other servers this does
 * nothing.
 */
public final class Departure {
  private static final List<String> IS_INSIDE = List.of("delayAsyncDispatchAndComplete");
  private static final long AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long NAP_NANOS = 20_000;

  private Departure() {}

  /**
   * Waits until the first thread has left, which is on its way out: a moment, a second at most. Not
   * to be called by that thread.
   */
  public static void await(AsyncContext async) {
    long began = System.nanoTime();
    while (isInside(async) && System.nanoTime() - began < AT_MOST_NANOS) {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  private static boolean isInside(AsyncContext async) {
    return Boolean.TRUE.equals(ServerInternals.follow(async, IS_INSIDE));
  }
}
