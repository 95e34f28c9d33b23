package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final String REDRAW = "\r\u001b[K";
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void draw_running_redrawsOneLine() {
    assertEquals(
        "\r\u001b[K[##########          ]  50%  Loading data",
        ProgressLine.draw(null, task(TaskStatus.RUNNING, "Loading data", 0.5, null), false));
  }

  @Test
  void draw_completed_endsWithOutcomeAndNewline() {
    assertEquals(
        "\r\u001b[K[####################] 100%  completed after 3.2 s\n",
        ProgressLine.draw(null, task(TaskStatus.COMPLETED, "Saving", 0.9, null), true));
  }

  @Test
  void draw_failed_namesTheError() {
    assertEquals(
        "\r\u001b[K[####                ]  20%  failed after 3.2 s: No such table\n",
        ProgressLine.draw(null, task(TaskStatus.FAILED, "", 0.2, "No such\u001b\r\n table"), true));
  }

  @Test
  void draw_hostileText_movesNoCursorAndTurnsNoDirection() {
    String text = "a\u001b[2J\u0007\u0085\u202e\u2028\u200b\ud800\rb";

    assertEquals(
        "\r\u001b[K[                    ]   0%  a[2Jb",
        ProgressLine.draw(null, task(TaskStatus.RUNNING, text, 0, null), false));
  }

  @Test
  void draw_longText_fitsTheLine() {
    String line = ProgressLine.draw(null, task(TaskStatus.RUNNING, "m".repeat(90), 1, null), false);

    assertTrue(line.endsWith("m…"), line);
    assertEquals(79, line.codePointCount("\r\u001b[K".length(), line.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "データ", "資料", "데이터", "（", "e\u0301", "x"})
  void draw_textOfWideOrCombinedCharacters_fitsTheCellsOfTheLine(String text) {
    String line =
        ProgressLine.draw(null, task(TaskStatus.RUNNING, text.repeat(90), 1, null), false);

    int cells = line.substring(REDRAW.length()).codePoints().map(TerminalText::cells).sum();
    assertTrue(cells >= 77 && cells <= 79, () -> cells + " cells: " + line);
  }

  @Test
  void draw_sharesThatADoubleHoldsAlmost_areNotOnePercentLess() {
    for (int percent = 0; percent <= 100; percent++) {
      assertEquals(percent, ProgressWords.percent(percent / 100.0));
    }
    assertEquals(99, ProgressWords.percent(0.99999999999999));
  }

  private static TaskInfo task(
      TaskStatus status, String text, double value, @Nullable String error) {
    Instant end = status.isTerminal() ? START.plusMillis(3250) : null;
    return new TaskInfo(
        "id", "copy", status, false, new TaskProgress(text, value), START, START, end, null, error);
  }
}
