package dev.taskwire.metrics;

import java.util.List;
import java.util.Map;

/**
 * A metric with all its samples, as yet in no format.
 *
 * @param name without the suffix that a format gives counters
 * @param help one sentence
 * @param kind what its numbers are
 * @param samples one for each combination of labels
 */
record MetricFamily(String name, String help, Kind kind, List<Sample> samples) {
  /** What a number is. */
  enum Kind {
    /** It only grows. */
    COUNTER,
    /** It comes and goes. */
    GAUGE,
    /** It is a distribution. */
    HISTOGRAM
  }

  MetricFamily {
    samples = List.copyOf(samples);
  }

  /** A number, or a distribution, under its labels. */
  sealed interface Sample {
    /** Names and values of the labels. */
    Map<String, String> labels();
  }

  /**
   * A number.
   *
   * @param labels names and values
   * @param value the number
   */
  record Value(Map<String, String> labels, long value) implements Sample {}

  /**
   * A distribution.
   *
   * @param labels names and values
   * @param value the distribution
   */
  record Spread(Map<String, String> labels, Distribution value) implements Sample {}
}
