package dev.taskwire.metrics;

import java.util.Arrays;

/** How many durations there were of which length. Immutable. */
final class Distribution {
  private final double[] upperBounds;
  private final long[] counts;
  private final double sum;

  /**
   * Takes over the arrays.
   *
   * @param upperBounds in seconds, ascending, the last one infinite
   * @param counts how many lie between a bound and the one before
   * @param sum of all, in seconds
   */
  Distribution(double[] upperBounds, long[] counts, double sum) {
    this.upperBounds = upperBounds;
    this.counts = counts;
    this.sum = sum;
  }

  double[] upperBounds() {
    return upperBounds.clone();
  }

  long[] counts() {
    return counts.clone();
  }

  double sum() {
    return sum;
  }

  long count() {
    return Arrays.stream(counts).sum();
  }
}
