package dev.taskwire.docs;

// region test
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import dev.taskwire.testing.TestOutcome;
import dev.taskwire.testing.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThumbnailTaskTest {
  private final ThumbnailTask.Params params =
      new ThumbnailTask.Params(List.of("cat.png", "dog.png"), 64);

  @Test
  void execute_twoPictures_shrinksBothAndReportsTheWay() {
    TestOutcome<ThumbnailTask.Result> outcome = TestRun.of(new ThumbnailTask()).run(params);

    assertEquals(List.of("cat-64.png", "dog-64.png"), outcome.completed().thumbnails());
    assertEquals(
        List.of(0.0, 0.5, 1.0), outcome.progress().stream().map(TaskProgress::value).toList());
  }

  @Test
  void execute_cancelledAfterTheFirst_returnsWhatIsDone() {
    TestOutcome<ThumbnailTask.Result> outcome =
        TestRun.of(new ThumbnailTask()).cancelWhen(at -> at.value() >= 0.5).run(params);

    assertEquals(TaskStatus.CANCELLED, outcome.status());
    assertEquals(List.of("cat-64.png"), outcome.result().thumbnails());
  }
}
// endregion
