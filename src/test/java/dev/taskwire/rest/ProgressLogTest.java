package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import dev.taskwire.sharing.TaskView;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:03.5Z");
  private static final TaskView UNUSED =
      (TaskView)
          Proxy.newProxyInstance(
              ProgressLogTest.class.getClassLoader(),
              new Class<?>[] {TaskView.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private long nanos;
  private final ProgressLog log = new ProgressLog(UNUSED, () -> nanos);

  @Test
  void line_eachPercent_isALineOfItsOwnWithoutEscapes() {
    assertEquals(
        "2026-11-23T12:00:03Z  29%  Import: Load[2J資料\n",
        log.line("Import", running("Load\u001b[2J\r\n資料", 0.29), false, NOW));
    assertEquals("2026-11-23T12:00:03Z  30%  next\n", line("next", 0.3));
  }

  @Test
  void line_textsInTheSameSecond_areLeftOut() {
    line("one", 0.5);
    assertEquals("", line("two", 0.5));
    assertEquals("", line("three", 0.501));
    nanos = 1_000_000_000;
    assertEquals("2026-11-23T12:00:03Z  50%  four\n", line("four", 0.5));
    nanos = 3_000_000_000L;
    assertEquals("", line("four", 0.5));
  }

  @Test
  void line_end_isAlwaysTold() {
    line("one", 1);
    TaskInfo ended =
        new TaskInfo(
            "id",
            "copy",
            TaskStatus.FAILED,
            false,
            new TaskProgress("one", 1),
            NOW,
            NOW,
            NOW.plusMillis(3250),
            null,
            "No such\n table");
    assertEquals(
        "2026-11-23T12:00:03Z 100%  failed after 3.2 s: No such table\n",
        log.line(null, ended, true, NOW));
  }

  private String line(String text, double value) {
    return log.line(null, running(text, value), false, NOW);
  }

  private static TaskInfo running(String text, double value) {
    return new TaskInfo(
        "id",
        "copy",
        TaskStatus.RUNNING,
        false,
        new TaskProgress(text, value),
        NOW,
        NOW,
        null,
        null,
        null);
  }
}
