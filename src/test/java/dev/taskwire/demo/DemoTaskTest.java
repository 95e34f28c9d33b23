package dev.taskwire.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskProgress;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTaskTest {
  private final DemoTask task = new DemoTask();
  private final Recorder progress = new Recorder();

  @Test
  void params_nothingGiven_haveDefaults() {
    assertEquals(
        new DemoParams(100, 0, 0, 0, "complete"), new DemoParams(null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0, complete",
    "10000001, 0, 0, 0, complete",
    "1, -1, 0, 0, complete",
    "1, 60000001, 0, 0, complete",
    "1, 0, -1, 0, complete",
    "1, 0, 1000001, 0, complete",
    "1, 0, 0, -1, complete",
    "1, 0, 0, 3600001, complete",
    "1, 0, 0, 0, COMPLETE",
    "1, 0, 0, 0, explode"
  })
  void params_outOfRange_haveOneViolation(
      int events, int intervalUs, int payload, int delayMs, String outcome) {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      DemoParams params = new DemoParams(events, intervalUs, payload, delayMs, outcome);
      assertEquals(1, factory.getValidator().validate(params).size());
    }
  }

  @Test
  void execute_complete_reportsEachNumber() throws Exception {
    DemoResult result = task.execute(progress, new DemoParams(12, 0, 6, 0, null));
    assertEquals(new DemoResult("success", 12), result);
    assertEquals(12, progress.reports.size());
    assertEquals(new TaskProgress("0 xxxx", 1.0 / 12), progress.reports.get(0));
    assertEquals(new TaskProgress("9 xxxx", 10.0 / 12), progress.reports.get(9));
    assertEquals(new TaskProgress("11 xxx", 1.0), progress.reports.get(11));
  }

  @Test
  void execute_payloadShorterThanTheNumber_isTheNumberAndABlank() throws Exception {
    task.execute(progress, new DemoParams(1, 0, 0, 0, null));
    assertEquals("0 ", progress.reports.get(0).text());
  }

  @Test
  void execute_interval_keepsTheSchedule() throws Exception {
    long start = System.nanoTime();
    task.execute(progress, new DemoParams(11, 2000, 0, 5, null));
    assertTrue(System.nanoTime() - start >= 25_000_000);
  }

  @Test
  void execute_fail_reportsAllAndThrowsASentence() {
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> task.execute(progress, new DemoParams(5, 0, 0, 0, "fail")));
    assertEquals("The demo failed, as it was asked to.", thrown.getMessage());
    assertEquals(5, progress.reports.size());
  }

  @Test
  void execute_cancelledDuringDelay_returnsAtOnce() throws Exception {
    CancellationSource.bindTo(task).request();
    assertEquals(
        new DemoResult("cancelled", 0),
        task.execute(progress, new DemoParams(5, 0, 0, 3_600_000, null)));
  }

  @Test
  void execute_cancelledDuringInterval_returnsWithItsCount() throws Exception {
    CancellationSource cancellation = CancellationSource.bindTo(task);
    progress.onReport = cancellation::request;
    assertEquals(
        new DemoResult("cancelled", 1),
        task.execute(progress, new DemoParams(5, 60_000_000, 0, 0, null)));
  }

  @Test
  void execute_ignoreCancel_worksOnThroughFlagAndInterrupt() throws Exception {
    CancellationSource cancellation = CancellationSource.bindTo(task);
    progress.onReport =
        () -> {
          cancellation.request();
          Thread.currentThread().interrupt();
        };
    DemoResult result = task.execute(progress, new DemoParams(5, 1000, 0, 1, "ignore_cancel"));
    Thread.interrupted();
    assertEquals(new DemoResult("success", 5), result);
  }

  @Test
  void execute_interruptedWithoutCancel_fails() {
    progress.onReport = () -> Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> task.execute(progress, new DemoParams(5, 60_000_000, 0, 0, null)));
    assertFalse(Thread.interrupted());
  }

  private static final class Recorder implements ProgressHandle {
    private final List<TaskProgress> reports = new ArrayList<>();
    private Runnable onReport = () -> {};

    @Override
    public void sendProgressText(String text) {
      sendProgress(text, 0.0);
    }

    @Override
    public void sendProgressValue(double value) {
      sendProgress("", value);
    }

    @Override
    public void sendProgress(String text, double value) {
      reports.add(new TaskProgress(text, value));
      onReport.run();
    }
  }
}
