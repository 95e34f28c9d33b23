package dev.taskwire.cluster.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The engine's clock, which all servers have in common, as it was at a moment of this machine's
 * monotonic one.
 *
 * @param micros the engine's clock, microseconds since 1970
 * @param nanos this machine's, when that was received
 */
public record EngineTime(long micros, long nanos) {
  /** A time that the engine gave, in microseconds since 1970. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The same in microseconds since 1970. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /**
   * How long ago a time that the engine gave was.
   *
   * @param nowNanos this machine's monotonic clock
   */
  Duration since(long thenMicros, long nowNanos) {
    return Duration.ofNanos(
        TimeUnit.MICROSECONDS.toNanos(micros - thenMicros) + (nowNanos - nanos));
  }
}
