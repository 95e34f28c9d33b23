package dev.taskwire.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts numbers in at most 32 bins whose width, a power of two, grows with the range. Not
 * thread-safe.
 */
final class HistogramCounter {
  private static final int BINS = 32;
  private static final int INITIAL_PRECISION = 30;
  private static final int MIN_EXPONENT = -1000;
  private static final double MAX_INDEX = 1L << 40;

  private final long[] counts = new long[BINS];
  private boolean empty = true;
  private int exponent;
  private long first;
  private long last;

  void add(double value) {
    if (empty) {
      empty = false;
      exponent = Math.max(MIN_EXPONENT, Math.getExponent(value) - INITIAL_PRECISION);
      first = (long) index(value);
      last = first;
    }
    while (!fits(index(value))) {
      widen();
    }
    long bin = (long) index(value);
    if (bin < first) {
      int shift = (int) (first - bin);
      System.arraycopy(counts, 0, counts, shift, (int) (last - first) + 1);
      Arrays.fill(counts, 0, shift, 0);
      first = bin;
    }
    last = Math.max(last, bin);
    counts[(int) (bin - first)]++;
  }

  /** The histogram so far, with bins no narrower than 1 if only integers were counted. */
  Histogram histogram(boolean integers) {
    while (integers && exponent < 0) {
      widen();
    }
    List<Long> bins = new ArrayList<>();
    for (int i = 0; i <= last - first; i++) {
      bins.add(counts[i]);
    }
    // the lowest bin of all begins at -2^1024, which is not a finite number
    double start = Math.max(-Double.MAX_VALUE, Math.scalb((double) first, exponent));
    return new Histogram(start, Math.scalb(1.0, exponent), bins);
  }

  private double index(double value) {
    return Math.floor(Math.scalb(value, -exponent));
  }

  private boolean fits(double index) {
    return Math.abs(index) <= MAX_INDEX
        && Math.max(last, (long) index) - Math.min(first, (long) index) < BINS;
  }

  /** Joins bins two by two. */
  private void widen() {
    long newFirst = Math.floorDiv(first, 2L);
    for (int i = 0; i <= last - first; i++) {
      int target = (int) (Math.floorDiv(first + i, 2L) - newFirst);
      long count = counts[i];
      counts[i] = 0;
      counts[target] += count;
    }
    last = Math.floorDiv(last, 2L);
    first = newFirst;
    exponent++;
  }
}
