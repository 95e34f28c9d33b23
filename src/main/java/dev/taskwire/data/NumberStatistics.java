package dev.taskwire.data;

import dev.taskwire.data.csv.ValueType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The extremes, the mean and, if wanted, the spread of a column's numbers. Not thread-safe. */
final class NumberStatistics {
  private static final int SURELY_LONG = 18;

  private final @Nullable HistogramCounter spread;
  private long count;
  private double mean;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long minInteger = Long.MAX_VALUE;
  private long maxInteger = Long.MIN_VALUE;
  private @Nullable BigInteger minBig;
  private @Nullable BigInteger maxBig;

  NumberStatistics(boolean withHistogram) {
    spread = withHistogram ? new HistogramCounter() : null;
  }

  void add(String value, ValueType type) {
    if (type == ValueType.INTEGER) {
      addInteger(value);
    } else {
      add(Double.parseDouble(value));
    }
  }

  private void addInteger(String value) {
    BigInteger big = value.length() <= SURELY_LONG ? null : new BigInteger(value);
    if (big != null && big.bitLength() >= Long.SIZE) {
      minBig = minBig == null ? big : minBig.min(big);
      maxBig = maxBig == null ? big : maxBig.max(big);
      add(big.doubleValue());
    } else {
      long integer = big == null ? Long.parseLong(value) : big.longValueExact();
      minInteger = Math.min(minInteger, integer);
      maxInteger = Math.max(maxInteger, integer);
      add((double) integer);
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
    if (type != ValueType.INTEGER) {
      return min;
    }
    // no long has been there as long as the least is greater than the greatest
    return minBig != null && (minBig.signum() < 0 || minInteger > maxInteger) ? minBig : minInteger;
  }

  Number max(ValueType type) {
    if (type != ValueType.INTEGER) {
      return max;
    }
    return maxBig != null && (maxBig.signum() > 0 || minInteger > maxInteger) ? maxBig : maxInteger;
  }

  double mean() {
    return mean;
  }

  @Nullable Histogram histogram(ValueType type) {
    return spread == null ? null : spread.histogram(type == ValueType.INTEGER);
  }
}
