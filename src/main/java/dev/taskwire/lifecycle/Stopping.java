package dev.taskwire.lifecycle;

import dev.taskwire.CancellationSource;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What makes an execution stop: the flag that its author looks at, the limit of its running time,
 * the thread to interrupt. Guarded by the lock of its {@link ExecutionState}.
 */
public final class Stopping {
  private final CancellationSource cancellation;
  private final Duration timeout;
  private final Supplier<Outcome> timedOut;
  private final Clock clock;
  private @Nullable StopRequest request;
  private @Nullable Thread thread;
  private boolean interrupted;
  private boolean isOverruled;
  private long overruledAt;

  public Stopping(
      CancellationSource cancellation, Duration timeout, Supplier<Outcome> timedOut, Clock clock) {
    this.cancellation = cancellation;
    this.timeout = timeout;
    this.timedOut = timedOut;
    this.clock = clock;
  }

  Duration timeout() {
    return timeout;
  }

  /** The thread that executes it, from {@link #attach} to {@code null}. */
  @Nullable Thread thread() {
    return thread;
  }

  void attach(@Nullable Thread worker) {
    thread = worker;
  }

  /** The first request counts; a later one changes nothing. */
  StopRequest request(StopCause cause) {
    StopRequest first = request;
    if (first == null) {
      first = new StopRequest(cause, clock.nanoTime());
      cancellation.request();
      request = first;
    }
    return first;
  }

  boolean isRequested() {
    return request != null;
  }

  /** Whether it should stop by itself, having run for so long. */
  boolean isOverTime(Duration ran) {
    return !timeout.isZero() && ran.compareTo(timeout) > 0;
  }

  /** What is due of a task that has run for so long; asks it to stop if that is too long. */
  Escalation due(Duration ran, Escalation.Limits limits) {
    if (thread == null) {
      return Escalation.LOST;
    }
    if (!isRequested() && !isOverTime(ran)) {
      return Escalation.NONE;
    }
    long waited = clock.nanoTime() - request(StopCause.TIMEOUT).nanos();
    if (waited >= limits.cancelGraceNanos()) {
      return Escalation.ABANDONED;
    }
    return waited >= limits.interruptAfterNanos() && !interrupted
        ? Escalation.INTERRUPTED
        : Escalation.NONE;
  }

  /** Turns the author's flag on, whoever asked. */
  void flag() {
    cancellation.request();
  }

  /** It has ended on another server. */
  void overruled() {
    cancellation.request();
    isOverruled = true;
    overruledAt = clock.nanoTime();
  }

  /** Whether it has ended on another server so long ago, and goes on here. */
  boolean isGivenUp(long graceNanos) {
    return isOverruled && thread != null && clock.nanoTime() - overruledAt >= graceNanos;
  }

  /** Frees the instance for another run. */
  void release() {
    cancellation.release();
  }

  /**
   * How it ends: as the request says, if there was one.
   *
   * @param how without a request
   * @param cancelled after a cancel
   */
  Outcome outcome(Outcome how, Outcome cancelled) {
    return request == null ? how : request.outcome(cancelled, timedOut);
  }

  void interrupt() {
    if (thread != null) {
      interrupted = true;
      thread.interrupt();
    }
  }
}
