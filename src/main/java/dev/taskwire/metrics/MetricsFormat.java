package dev.taskwire.metrics;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes metrics in the format that the reader asks for. Thread-safe. */
interface MetricsFormat {
  /** What this server can write; {@code null} if the application has no library for it. */
  static @Nullable MetricsFormat find() {
    try {
      return new PrometheusFormat();
    } catch (LinkageError missing) {
      Logger.getLogger(MetricsFormat.class.getName())
          .log(
              Level.INFO,
              "There are no metrics at /api/metrics: the library prometheus-metrics-exposition-textformats is"
                  + " not in this application ({0})",
              missing.getMessage());
      return null;
    }
  }

  /** The media type of the answer to a request with this {@code Accept}. */
  String mediaType(@Nullable String accept);

  /** The metrics for a request with this {@code Accept}. */
  byte[] write(List<MetricFamily> families, @Nullable String accept);
}
