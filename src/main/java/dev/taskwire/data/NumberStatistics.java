package dev.taskwire.data;

import org.jspecify.annotations.Nullable;

/** The extremes, the mean and, if wanted, the spread of a column's numbers. Not thread-safe. */
final class NumberStatistics {
  private final @Nullable HistogramCounter spread;
  private long count;
  private double mean;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long minInteger = Long.MAX_VALUE;
  private long maxInteger = Long.MIN_VALUE;

  NumberStatistics(boolean withHistogram) {
    spread = withHistogram ? new HistogramCounter() : null;
  }

  void add(String value, ValueType type) {
    if (type == ValueType.INTEGER) {
      long integer = Long.parseLong(value);
      minInteger = Math.min(minInteger, integer);
      maxInteger = Math.max(maxInteger, integer);
      add((double) integer);
    } else {
      add(Double.parseDouble(value));
    }
  }

  private void add(double value) {
    count++;
    // divided before they are subtracted: the difference of two finite numbers may not be finite
    mean += value / count - mean / count;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (spread != null) {
      spread.add(value);
    }
  }

  Number min(ValueType type) {
    if (type == ValueType.INTEGER) {
      return minInteger;
    }
    return min;
  }

  Number max(ValueType type) {
    if (type == ValueType.INTEGER) {
      return maxInteger;
    }
    return max;
  }

  double mean() {
    return mean;
  }

  @Nullable Histogram histogram(ValueType type) {
    return spread == null ? null : spread.histogram(type == ValueType.INTEGER);
  }
}
