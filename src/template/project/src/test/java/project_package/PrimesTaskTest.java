package project_package;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimesTaskTest {
  private final List<String> texts = new ArrayList<>();
  private final PrimesTask task = new PrimesTask();

  @Test
  void execute_upToTen_countsFourPrimes() {
    PrimesTask.Result result = task.execute(progress(() -> {}), new PrimesTask.Params(10));

    assertEquals(new PrimesTask.Result(10, 4, 7), result);
    assertEquals("4 primes up to 10", texts.get(texts.size() - 1));
  }

  @Test
  void execute_cancelledOnTheWay_returnsWhatItHas() {
    CancellationSource cancel = CancellationSource.bindTo(task);
    Runnable cancelAtFive = () -> cancelAfter("3 primes up to 5", cancel);

    PrimesTask.Result result = task.execute(progress(cancelAtFive), new PrimesTask.Params(10));

    assertEquals(new PrimesTask.Result(5, 3, 5), result);
  }

  private void cancelAfter(String text, CancellationSource cancel) {
    if (texts.contains(text)) {
      cancel.request();
    }
  }

  private ProgressHandle progress(Runnable afterReport) {
    return new ProgressHandle() {
      @Override
      public void sendProgress(String text, double value) {
        texts.add(text);
        afterReport.run();
      }

      @Override
      public void sendProgressText(String text) {
        sendProgress(text, 0);
      }

      @Override
      public void sendProgressValue(double value) {
        sendProgress("", value);
      }
    };
  }
}
