package dev.taskwire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskStatus;
import dev.taskwire.TaskType;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestRunTest {
  /** What a task does with its handle. */
  private interface Body {
    String execute(StepsTask task, ProgressHandle progress) throws Exception;
  }

  @TaskType(value = "steps", timeout = "PT1M")
  static class StepsTask extends BaseTask<Integer, String> {
    private final Body body;

    StepsTask(Body body) {
      this.body = body;
    }

    StepsTask() {
      this(StepsTask::fourSteps);
    }

    private static String fourSteps(StepsTask task, ProgressHandle progress) {
      for (int i = 1; i <= 4; i++) {
        if (task.isCancelled()) {
          return "stopped before " + i;
        }
        progress.sendProgress("step " + i, i / 4.0);
      }
      return "done";
    }

    @Override
    public String execute(ProgressHandle progress, Integer params) throws Exception {
      return body.execute(this, progress);
    }

    @Override
    protected String title(Integer params) {
      return "Steps of " + params;
    }
  }

  @Test
  void run_toItsEnd_hasResultProgressEventsAndInfo() {
    TestOutcome<String> outcome = TestRun.of(new StepsTask()).run(7);

    assertEquals("done", outcome.completed());
    assertEquals("Steps of 7", outcome.title());
    assertEquals(
        List.of("step 1", "step 2", "step 3", "step 4"),
        outcome.progress().stream().map(TaskProgress::text).toList());
    assertEquals("task_started", outcome.events().get(0).eventType().wireName());
    assertEquals("task_completed", outcome.events().get(5).eventType().wireName());
    assertEquals("done", outcome.events().get(5).data());
    assertEquals(6, outcome.events().get(5).sequence());
    assertEquals("steps", outcome.info().type());
    assertEquals(TaskStatus.COMPLETED, outcome.info().status());
    assertEquals(new TaskProgress("step 4", 1.0), outcome.info().progress());
    assertTrue(outcome.info().endTime().isAfter(outcome.info().startTime()));
    assertNull(outcome.failure());
  }

  @Test
  void run_cancelledAtAPoint_endsCancelledWithWhatItReturns() {
    TestOutcome<String> outcome =
        TestRun.of(new StepsTask()).cancelWhen(at -> at.value() >= 0.5).run(1);

    assertEquals(TaskStatus.CANCELLED, outcome.status());
    assertEquals("stopped before 3", outcome.result());
    assertEquals("stopped before 3", outcome.events().get(3).data());
    assertTrue(outcome.info().cancelRequested());
    assertThrows(AssertionError.class, outcome::completed);
  }

  @Test
  void run_throwsAfterTheCancel_endsCancelledWithoutData() {
    StepsTask task =
        new StepsTask(
            (self, progress) -> {
              progress.sendProgressText("on the way");
              self.throwIfCancelled();
              return "never";
            });
    TestOutcome<String> outcome = TestRun.of(task).cancelWhen(at -> true).run(1);

    assertEquals(TaskStatus.CANCELLED, outcome.status());
    assertNull(outcome.result());
    assertInstanceOf(CancellationException.class, outcome.thrown());
  }

  @Test
  void run_cancelledBefore_neverRuns() {
    StepsTask task =
        new StepsTask(
            (self, progress) -> {
              throw new AssertionError("ran");
            });
    TestOutcome<String> outcome = TestRun.of(task).cancel().run(1);

    assertEquals(TaskStatus.CANCELLED, outcome.status());
    assertEquals(1, outcome.events().size());
    assertNull(outcome.info().runningSince());
    assertNull(outcome.thrown());
  }

  @Test
  void run_timesOut_failsWithoutAnyTimePassing() {
    TestOutcome<String> outcome =
        TestRun.of(new StepsTask()).timeOutWhen(at -> at.text().equals("step 1")).run(1);

    assertEquals(
        new TaskFailure("The task timed out after 60 s", "timeout", null), outcome.failure());
    assertEquals("The task timed out after 60 s", outcome.info().error());
    assertEquals(1, outcome.progress().size());
    assertFalse(outcome.info().cancelRequested());
    assertEquals(
        "The task timed out after 1.5 s",
        TestRun.of(new StepsTask()).limit(Duration.ofMillis(1500)).timeOut().run(1).info().error());
    assertThrows(
        IllegalStateException.class,
        () -> TestRun.of(new StepsTask()).limit(Duration.ZERO).timeOut());
  }

  @Test
  void run_interruptedWhereItBlocks_comesBack() {
    CountDownLatch never = new CountDownLatch(1);
    StepsTask task =
        new StepsTask(
            (self, progress) -> {
              progress.sendProgressText("waiting");
              return never.await(1, TimeUnit.HOURS) ? "open" : "late";
            });
    TestOutcome<String> outcome = TestRun.of(task).interruptWhen(at -> true).run(1);

    assertEquals(TaskStatus.CANCELLED, outcome.status());
    assertInstanceOf(InterruptedException.class, outcome.thrown());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void run_interruptedByAnotherThread_comesBack() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    StepsTask task =
        new StepsTask(
            (self, progress) -> {
              blocked.countDown();
              return never.await(1, TimeUnit.HOURS) ? "open" : "late";
            });
    TestRun<Integer, String> run = TestRun.of(task);
    Thread other =
        new Thread(
            () -> {
              try {
                blocked.await();
                run.interrupt();
              } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();

    assertEquals(TaskStatus.CANCELLED, run.run(1).status());
    other.join();
  }

  @Test
  void run_throws_failsWithItsMessageAndCause() {
    IOException cause = new IOException("The disk is full.");
    TestOutcome<String> outcome = TestRun.of(failing(cause)).run(1);

    assertEquals(new TaskFailure("The disk is full.", "task_failed", null), outcome.failure());
    assertSame(cause, outcome.thrown());
    AssertionError error = assertThrows(AssertionError.class, outcome::completed);
    assertEquals("The task is failed: The disk is full.", error.getMessage());
    assertSame(cause, error.getCause());
    assertEquals(
        "The task failed without a message.",
        TestRun.of(failing(new IOException())).run(1).info().error());
  }

  @Test
  void progress_outOfRangeAndNull_isWhatAServerMakesOfIt() {
    StepsTask task =
        new StepsTask(
            (self, progress) -> {
              progress.sendProgress(null, 7);
              progress.sendProgressValue(-1);
              assertThrows(
                  IllegalArgumentException.class, () -> progress.sendProgressValue(Double.NaN));
              return "done";
            });
    TestOutcome<String> outcome = TestRun.of(task).run(1);

    outcome.completed();
    assertEquals(List.of(new TaskProgress("", 1.0), new TaskProgress("", 0.0)), outcome.progress());
  }

  @Test
  void run_again_isRefused() {
    TestRun<Integer, String> run = TestRun.of(new StepsTask());
    run.run(1);
    assertThrows(IllegalStateException.class, () -> run.run(1));
  }

  /** A test's class path may have our jar and nothing else. */
  @Test
  void kit_withoutAnyOtherJar_works() throws Exception {
    URL classes = BaseTask.class.getProtectionDomain().getCodeSource().getLocation();
    URL tests = TestRunTest.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {classes, tests}, ClassLoader.getPlatformClassLoader())) {
      Class<?> task = alone.loadClass(Alone.class.getName());
      assertEquals("completed, then 503", task.getMethod("run").invoke(null));
    }
  }

  /** Loaded where nothing of Jakarta is. */
  public static final class Alone extends BaseTask<String, String> {
    public static String run() {
      String status = TestRun.of(new Alone()).run("x").info().status().wireName();
      TestTaskService tasks = new TestTaskService();
      tasks.startTask(Alone.class, "x");
      try {
        tasks.reject("full").startTask(new Alone(), "x");
        return status;
      } catch (TaskRejectedException full) {
        return status + ", then 503";
      }
    }

    @Override
    public String execute(ProgressHandle progress, String params) {
      progress.subrange(0, 1).track("all", List.of(1, 2)).forEach(i -> {});
      return params;
    }
  }

  private static StepsTask failing(Exception cause) {
    return new StepsTask(
        (self, progress) -> {
          throw cause;
        });
  }
}
