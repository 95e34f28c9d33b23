package dev.taskwire.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an execution was accepted, began and ended: on the wall clock for people, on the monotonic
 * one for limits. Guarded by the lock of its {@link ExecutionState}.
 */
public final class ExecutionTimes {
  private final Clock clock;
  private final Instant acceptedAt;
  private final long acceptedNanos;
  private @Nullable Instant runningSince;
  private long runningNanos;
  private @Nullable Instant endTime;
  private long endNanos;

  /** Of a task that was accepted now. */
  public ExecutionTimes(Clock clock) {
    this(clock, clock.instant(), Duration.ZERO);
  }

  /** Of a task that was accepted so long ago, by another server and its wall clock. */
  public ExecutionTimes(Clock clock, Instant acceptedAt, Duration age) {
    this.clock = clock;
    this.acceptedAt = acceptedAt;
    this.acceptedNanos = clock.nanoTime() - age.toNanos();
  }

  /** A worker began at this moment, on both clocks. */
  void begin(Instant now, long nanos) {
    runningNanos = nanos;
    runningSince = now;
  }

  /** It ended at this moment, on both clocks. */
  void end(Instant now, long nanos) {
    endNanos = nanos;
    endTime = now;
  }

  public Instant acceptedAt() {
    return acceptedAt;
  }

  public @Nullable Instant runningSince() {
    return runningSince;
  }

  public boolean hasRun() {
    return runningSince != null;
  }

  public @Nullable Instant endTime() {
    return endTime;
  }

  /** How long ago it was accepted. */
  public Duration age() {
    return Duration.ofNanos(clock.nanoTime() - acceptedNanos);
  }

  /** How long it waited for a worker. */
  public Duration waited() {
    return Duration.ofNanos(
        (runningSince == null ? clock.nanoTime() : runningNanos) - acceptedNanos);
  }

  /** How long it ran; zero if it never did. */
  public Duration ran() {
    return runningSince == null
        ? Duration.ZERO
        : Duration.ofNanos((endTime == null ? clock.nanoTime() : endNanos) - runningNanos);
  }

  /** How long ago it ended, in nanoseconds; negative while it has not. */
  public long nanosSinceEnd() {
    return endTime == null ? -1 : clock.nanoTime() - endNanos;
  }
}
