package dev.taskwire.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.testing.TestOutcome;
import dev.taskwire.testing.TestRun;
import dev.taskwire.testing.TestTaskService;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartsElsewhereTest {
  // region service
  @Test
  void shrinkAndWait_always_returnsTheTaskWithItsResult() {
    StartsElsewhere starts = new StartsElsewhere();
    starts.tasks = new TestTaskService();

    TaskInfo task = starts.shrinkAndWait(List.of("cat.png")).orElseThrow();

    assertEquals(new ThumbnailTask.Result(List.of("cat-64.png")), task.result());
  }

  // endregion

  @Test
  void reportTask_twoLines_reportsEachPartInItsRange() {
    TestOutcome<String> outcome =
        TestRun.of(new StartsElsewhere.ReportTask()).run(List.of("a", "b"));

    assertEquals("a\nb\n", outcome.completed());
    assertEquals(
        List.of(0.2, 0.2, 0.6, 1.0),
        outcome.progress().stream()
            .map(TaskProgress::value)
            .map(value -> Math.round(value * 1000) / 1000.0)
            .toList());
  }
}
