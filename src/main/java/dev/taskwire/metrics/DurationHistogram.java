package dev.taskwire.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations by their length. Thread-safe. */
final class DurationHistogram {
  private static final double SECOND = 1e9;

  private final double[] upperBounds;
  private final LongAdder[] counts;
  private final LongAdder sumNanos = new LongAdder();

  /**
   * Creates an empty histogram.
   *
   * @param upperBounds in seconds, ascending; a last one without a bound is added
   */
  DurationHistogram(double... upperBounds) {
    this.upperBounds = upperBounds.clone();
    this.counts = new LongAdder[upperBounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void record(Duration duration) {
    double seconds = duration.toNanos() / SECOND;
    int bucket = 0;
    while (bucket < upperBounds.length && seconds > upperBounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sumNanos.add(duration.toNanos());
  }

  /** The counts as they are now. */
  Distribution read() {
    double[] bounds = new double[counts.length];
    long[] values = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      bounds[i] = i < upperBounds.length ? upperBounds[i] : Double.POSITIVE_INFINITY;
      values[i] = counts[i].sum();
    }
    return new Distribution(bounds, values, sumNanos.sum() / SECOND);
  }
}
