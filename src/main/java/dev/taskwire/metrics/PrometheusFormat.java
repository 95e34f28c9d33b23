package dev.taskwire.metrics;

import dev.taskwire.metrics.MetricFamily.Spread;
import dev.taskwire.metrics.MetricFamily.Value;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text format of Prometheus, 0.0.4, and OpenMetrics 1.0 for those who ask for it. Immutable.
 *
 * <p>The only type that knows the library; nobody names it but {@link MetricsFormat#find}.
 */
final class PrometheusFormat implements MetricsFormat {
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final PrometheusTextFormatWriter prometheus = PrometheusTextFormatWriter.create();
  private final OpenMetricsTextFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

  @Override
  public String mediaType(@Nullable String accept) {
    return writer(accept).getContentType();
  }

  @Override
  public byte[] write(List<MetricFamily> families, @Nullable String accept) {
    List<MetricSnapshot> snapshots = families.stream().map(PrometheusFormat::snapshot).toList();
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    try {
      writer(accept)
          .write(text, new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory does not fail to be written", impossible);
    }
    return text.toByteArray();
  }

  private ExpositionFormatWriter writer(@Nullable String accept) {
    if (accept == null) {
      return prometheus;
    }
    Preference wanted = new Preference(accept);
    double open = wanted.of(OPEN_METRICS);
    // wanted as much, and by name: who names it can read it
    return open > 0 && open >= wanted.of("text/plain") && wanted.names(OPEN_METRICS)
        ? openMetrics
        : prometheus;
  }

  private static MetricSnapshot snapshot(MetricFamily family) {
    return switch (family.kind()) {
      case COUNTER -> {
        CounterSnapshot.Builder counter =
            CounterSnapshot.builder().name(family.name()).help(family.help());
        values(family)
            .forEach(
                value ->
                    counter.dataPoint(
                        CounterDataPointSnapshot.builder()
                            .labels(labels(value.labels()))
                            .value((double) value.value())
                            .build()));
        yield counter.build();
      }
      case GAUGE -> {
        GaugeSnapshot.Builder gauge =
            GaugeSnapshot.builder().name(family.name()).help(family.help());
        values(family)
            .forEach(
                value ->
                    gauge.dataPoint(
                        GaugeDataPointSnapshot.builder()
                            .labels(labels(value.labels()))
                            .value((double) value.value())
                            .build()));
        yield gauge.build();
      }
      case HISTOGRAM -> histogram(family);
    };
  }

  private static MetricSnapshot histogram(MetricFamily family) {
    HistogramSnapshot.Builder histogram =
        HistogramSnapshot.builder().name(family.name()).help(family.help());
    for (MetricFamily.Sample sample : family.samples()) {
      if (sample instanceof Spread spread) {
        Distribution value = spread.value();
        histogram.dataPoint(
            HistogramDataPointSnapshot.builder()
                .labels(labels(spread.labels()))
                .classicHistogramBuckets(
                    ClassicHistogramBuckets.of(value.upperBounds(), value.counts()))
                .sum(value.sum())
                .build());
      }
    }
    return histogram.build();
  }

  private static List<Value> values(MetricFamily family) {
    return family.samples().stream()
        .filter(Value.class::isInstance)
        .map(Value.class::cast)
        .toList();
  }

  private static Labels labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? Labels.EMPTY
        : Labels.of(labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
  }
}
