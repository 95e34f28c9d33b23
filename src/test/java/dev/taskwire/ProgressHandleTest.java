package dev.taskwire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressHandleTest {
  private final List<String> reports = new ArrayList<>();
  private final ProgressHandle whole =
      new ProgressHandle() {
        @Override
        public void sendProgressText(String text) {
          reports.add(text);
        }

        @Override
        public void sendProgressValue(double value) {
          reports.add(Double.toString(value));
        }

        @Override
        public void sendProgress(String text, double value) {
          reports.add(text + " " + value);
        }
      };

  @Test
  void subrange_value_isScaledIntoPart() {
    ProgressHandle part = whole.subrange(0.5, 0.75);
    part.sendProgressValue(0.0);
    part.sendProgressValue(0.5);
    part.sendProgress("half", 0.5);
    part.sendProgressValue(1.0);
    assertEquals(List.of("0.5", "0.625", "half 0.625", "0.75"), reports);
  }

  @Test
  void subrange_valueOutOfRange_staysInsidePart() {
    ProgressHandle part = whole.subrange(0.25, 0.5);
    part.sendProgressValue(-3);
    part.sendProgressValue(Double.POSITIVE_INFINITY);
    assertEquals(List.of("0.25", "0.5"), reports);
  }

  @Test
  void subrange_notANumber_reachesTheWholeThatRefusesIt() {
    whole.subrange(0.0, 0.5).sendProgressValue(Double.NaN);
    assertEquals(List.of("NaN"), reports);
  }

  @Test
  void subrange_text_passesUnchanged() {
    whole.subrange(0.0, 0.5).sendProgressText("loading");
    assertEquals(List.of("loading"), reports);
  }

  @Test
  void subrange_ofSubrange_nests() {
    whole.subrange(0.5, 1.0).subrange(0.5, 1.0).sendProgressValue(0.5);
    assertEquals(List.of("0.875"), reports);
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0.5", "0.6, 0.5", "0.5, 1.1", "NaN, 1.0", "0.0, NaN"})
  void subrange_notARange_isRefused(double start, double end) {
    assertThrows(IllegalArgumentException.class, () -> whole.subrange(start, end));
  }

  @Test
  void track_allItems_reportsAStepForEach() {
    List<String> seen = new ArrayList<>();
    for (String item : whole.track("packing", List.of("a", "b", "c", "d"))) {
      seen.add(item);
    }
    assertEquals(List.of("a", "b", "c", "d"), seen);
    assertEquals(
        List.of("packing 0.0", "packing 0.25", "packing 0.5", "packing 0.75", "packing 1.0"),
        reports);
  }

  @Test
  void track_leftEarly_countsOnlyWhatIsDone() {
    for (String item : whole.track("packing", List.of("a", "b", "c", "d"))) {
      if (item.equals("b")) {
        break;
      }
    }
    assertEquals(List.of("packing 0.0", "packing 0.25"), reports);
  }

  @Test
  void track_noItems_isDoneAtOnce() {
    whole.track("packing", List.of()).forEach(item -> reports.add("unexpected"));
    assertEquals(List.of("packing 1.0"), reports);
  }
}
