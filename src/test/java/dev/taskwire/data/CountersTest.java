package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class CountersTest {
  @Property(tries = 200)
  void distinct_upToTheLimit_isExact(@ForAll @Size(max = 300) List<String> values) {
    DistinctCounter counter = new DistinctCounter(300);
    values.forEach(counter::add);
    values.forEach(counter::add);
    assertTrue(counter.isExact());
    assertEquals(new HashSet<>(values).size(), counter.count());
  }

  @Example
  void distinct_farBeyondTheLimit_isAGoodEstimate() {
    DistinctCounter counter = new DistinctCounter(10_000);
    for (int i = 0; i < 1_000_000; i++) {
      counter.add("user" + i);
    }
    assertFalse(counter.isExact());
    assertEquals(1_000_000.0, (double) counter.count(), 50_000.0);
  }

  @Property(tries = 500)
  void histogram_anyNumbers_countsEachInItsBin(
      @ForAll @NotEmpty @Size(max = 200)
          List<@DoubleRange(min = -1e300, max = 1e300) Double> values) {
    assertHistogram(values, false);
  }

  @Property(tries = 500)
  void histogram_integers_hasBinsOfAtLeastOne(
      @ForAll @NotEmpty @Size(max = 200) List<Integer> values) {
    Histogram histogram = assertHistogram(values.stream().map(Integer::doubleValue).toList(), true);
    assertTrue(histogram.binWidth() >= 1);
  }

  @Example
  void histogram_extremes_fit() {
    assertHistogram(List.of(Double.MIN_VALUE, -1e307, 0.0, 1e307, -0.0, 1.0), false);
    assertHistogram(List.of(1e300, 1e-300), false);
    assertHistogram(List.of(-1e-300, 3.0), false);
  }

  @Example
  void histogram_lowestNumber_beginsAtAFiniteOne() {
    HistogramCounter counter = new HistogramCounter();
    counter.add(-Double.MAX_VALUE);
    counter.add(Double.MAX_VALUE);
    Histogram histogram = counter.histogram(false);
    assertEquals(-Double.MAX_VALUE, histogram.start());
    assertEquals(2, histogram.counts().stream().mapToLong(Long::longValue).sum());
  }

  private static Histogram assertHistogram(List<Double> values, boolean integers) {
    HistogramCounter counter = new HistogramCounter();
    values.forEach(counter::add);
    Histogram histogram = counter.histogram(integers);
    List<Long> counts = histogram.counts();
    assertTrue(counts.size() <= 32);
    assertTrue(counts.get(0) > 0 && counts.get(counts.size() - 1) > 0, counts::toString);
    for (int i = 0; i < counts.size(); i++) {
      double from = histogram.start() + i * histogram.binWidth();
      double to = from + histogram.binWidth();
      long expected = values.stream().filter(value -> value >= from && value < to).count();
      assertEquals(expected, counts.get(i));
    }
    assertEquals(values.size(), counts.stream().mapToLong(Long::longValue).sum());
    return histogram;
  }
}
