package dev.taskwire.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

// region test
class ThumbnailTaskTest {
  private final List<Double> values = new ArrayList<>();
  private final ThumbnailTask task = new ThumbnailTask();

  @Test
  void execute_twoPictures_shrinksBothAndReportsTheWay() {
    var result = task.execute(progress(() -> {}), params());

    assertEquals(List.of("cat-64.png", "dog-64.png"), result.thumbnails());
    assertEquals(List.of(0.0, 0.5, 1.0), values);
  }

  @Test
  void execute_cancelledAfterTheFirst_returnsWhatIsDone() {
    CancellationSource cancel = CancellationSource.bindTo(task);

    var result = task.execute(progress(() -> cancelAtHalf(cancel)), params());

    assertEquals(List.of("cat-64.png"), result.thumbnails());
  }

  private void cancelAtHalf(CancellationSource cancel) {
    if (values.contains(0.5)) {
      cancel.request();
    }
  }

  private static ThumbnailTask.Params params() {
    return new ThumbnailTask.Params(List.of("cat.png", "dog.png"), 64);
  }

  private ProgressHandle progress(Runnable afterReport) {
    return new ProgressHandle() {
      @Override
      public void sendProgressText(String text) {}

      @Override
      public void sendProgressValue(double value) {
        values.add(value);
        afterReport.run();
      }

      @Override
      public void sendProgress(String text, double value) {
        sendProgressValue(value);
      }
    };
  }
}
// endregion
