package dev.taskwire.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.metrics.MetricFamily.Kind;
import dev.taskwire.metrics.MetricFamily.Spread;
import dev.taskwire.metrics.MetricFamily.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusFormatTest {
  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  private final PrometheusFormat format = new PrometheusFormat();

  @Test
  void write_withoutAccept_isPrometheusText() {
    assertEquals("text/plain; version=0.0.4; charset=utf-8", format.mediaType(null));
    assertEquals(
        """
        # HELP starts_total Starts that were taken.
        # TYPE starts_total counter
        starts_total{type="a\\"b"} 3.0
        """,
        text(counter(), null));
  }

  @Test
  void write_openMetricsAccepted_isOpenMetrics() {
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        format.mediaType(OPEN_METRICS));
    assertEquals(
        """
        # TYPE starts counter
        # HELP starts Starts that were taken.
        starts_total{type="a\\"b"} 3.0
        # EOF
        """,
        text(counter(), OPEN_METRICS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4 | text/plain",
        "application/openmetrics-text;q=0.4, text/plain ; q=0.5 | text/plain",
        "application/openmetrics-text;q=0,*/*;q=0.1 | text/plain",
        "application/openmetrics-text | application/openmetrics-text",
        "application/openmetrics-text;q=0.5,*/*;q=0.1 | application/openmetrics-text",
        "application/openmetrics-text,text/plain | application/openmetrics-text",
        "application/openmetrics-text,application/openmetrics-text;q=0.1,text/plain;q=0.5"
            + " | application/openmetrics-text",
        "Application/OpenMetrics-Text;Q=0.9,text/*;q=0.8 | application/openmetrics-text",
        "text/plain;q=0.5,*/* | text/plain",
        "text/html | text/plain",
        "*/* | text/plain",
        "application/* | text/plain"
      })
  void mediaType_ofSeveralThatAreAccepted_isTheOneThatIsWantedMost(String accept, String type) {
    assertEquals(type, format.mediaType(accept).split(";", 2)[0]);
  }

  @Test
  void write_histogram_hasCumulativeBuckets() {
    DurationHistogram histogram = new DurationHistogram(0.1, 1);
    histogram.record(Duration.ofMillis(100));
    histogram.record(Duration.ofMillis(500));
    histogram.record(Duration.ofSeconds(5));

    String text =
        text(
            new MetricFamily(
                "run_seconds",
                "From start to end.",
                Kind.HISTOGRAM,
                List.of(new Spread(Map.of(), histogram.read()))),
            null);

    assertTrue(text.contains("run_seconds_bucket{le=\"0.1\"} 1\n"), text);
    assertTrue(text.contains("run_seconds_bucket{le=\"1.0\"} 2\n"), text);
    assertTrue(text.contains("run_seconds_bucket{le=\"+Inf\"} 3\n"), text);
    assertTrue(text.contains("run_seconds_count 3\n"), text);
    assertTrue(text.contains("run_seconds_sum 5.6\n"), text);
  }

  private static MetricFamily counter() {
    return new MetricFamily(
        "starts",
        "Starts that were taken.",
        Kind.COUNTER,
        List.of(new Value(Map.of("type", "a\"b"), 3)));
  }

  private String text(MetricFamily family, String accept) {
    return new String(format.write(List.of(family), accept), UTF_8);
  }
}
