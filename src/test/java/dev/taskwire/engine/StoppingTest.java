package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskStatus;
import dev.taskwire.TaskType;
import dev.taskwire.engine.TestEngine.BodyTask;
import dev.taskwire.sharing.EngineLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time limits, escalation, abandonment, retention and shutdown, with time in the test's hands. */
class StoppingTest {
  private final RecordedLog log = new RecordedLog();
  private final TestEngine test = new TestEngine("max-workers", "1", "task-timeout", "20");

  @AfterEach
  void forgetTheLog() {
    log.close();
  }

  private TaskFailure failureOf(String id) {
    return (TaskFailure) test.lastEvent(id).data();
  }

  @Test
  void timeout_countsRunningTimeOnly() {
    String id =
        test.start(
            (task, progress) -> {
              test.tickFor(20);
              assertFalse(task.isCancelled(), "just in time");
              return "in time";
            });
    test.tickFor(1000);
    test.executor.runAll();
    assertEquals("in time", test.info(id).result());
  }

  @Test
  void timeout_overTheLimit_asksInterruptsAndFails() {
    String id =
        test.run(
            (task, progress) -> {
              test.tickFor(21);
              assertTrue(task.isCancelled());
              assertFalse(Thread.currentThread().isInterrupted());
              test.tickFor(4);
              assertFalse(Thread.currentThread().isInterrupted());
              test.tickFor(1);
              assertTrue(Thread.interrupted());
              test.tickFor(1);
              assertFalse(Thread.currentThread().isInterrupted(), "once only");
              return "too late";
            });
    assertEquals(new TaskFailure("The task timed out after 20 s", "timeout", null), failureOf(id));
    assertFalse(test.info(id).cancelRequested());
  }

  @Test
  void timeout_ofItsOwn_replacesTheConfiguredOne() {
    String patient = test.engine.startTask(new Patient(test, 600), "p").taskId();
    test.executor.runAll();
    assertEquals(TaskStatus.COMPLETED, test.info(patient).status());
    String late = test.engine.startTask(new Patient(test, 601), "p").taskId();
    test.executor.runAll();
    assertEquals("The task timed out after 600 s", failureOf(late).error());
    assertEquals("patient", test.info(late).type());
  }

  @Test
  void timeout_ofZero_isNone() {
    TestEngine unlimited = new TestEngine("task-timeout", "0");
    String id =
        unlimited.run(
            (task, progress) -> {
              unlimited.tickFor(100_000);
              return "patience";
            });
    assertEquals("patience", unlimited.info(id).result());
  }

  @Test
  void wallClock_jumps_changeNoLimit() {
    String id =
        test.run(
            (task, progress) -> {
              test.clock.jumpWallClock(Duration.ofDays(400));
              test.engine.tick();
              assertFalse(task.isCancelled());
              test.clock.jumpWallClock(Duration.ofDays(-800));
              test.engine.tick();
              return "done";
            });
    test.tickFor(599);
    assertEquals("done", test.info(id).result());
    test.tickFor(1);
    assertTrue(test.engine.getTaskStatus(id).isEmpty());
  }

  @Test
  void cancel_ignored_isAbandonedAndItsWorkerIsFreeAgain() {
    String[] stuck = new String[1];
    stuck[0] =
        test.start(
            (task, progress) -> {
              String next = test.start((t, p) -> "next");
              assertEquals(new EngineLoad(1, 1, 0, false), test.engine.load());
              test.engine.cancelTask(stuck[0]);
              test.tickFor(29);
              assertEquals(TaskStatus.RUNNING, test.info(stuck[0]).status());
              test.tickFor(1);
              assertEquals(TaskStatus.CANCELLED, test.info(stuck[0]).status());
              assertEquals(new EngineLoad(1, 0, 1, false), test.engine.load());
              test.executor.runNext();
              assertEquals("next", test.info(next).result());
              progress.sendProgressText("ignored");
              return "ignored";
            });
    test.executor.runNext();
    assertEquals(List.of("task_started", "task_cancelled"), test.eventNames(stuck[0]));
    assertEquals(new EngineLoad(0, 0, 0, false), test.engine.load());
    assertFalse(Thread.interrupted(), "the thread is handed back clean");
    String record = log.records.get(0);
    assertTrue(record.contains(stuck[0]) && record.contains("StoppingTest"), record);
    assertFalse(record.contains("\n"), record);
  }

  @Test
  void abandoned_instance_isInUseUntilItsCodeReturns() {
    String[] id = new String[1];
    BodyTask stuck =
        new BodyTask(
            (task, progress) -> {
              test.engine.cancelTask(id[0]);
              test.tickFor(31);
              assertEquals(TaskStatus.CANCELLED, test.info(id[0]).status());
              assertThrows(IllegalStateException.class, () -> test.engine.startTask(task, "again"));
              return null;
            });
    id[0] = test.engine.startTask(stuck, "p").taskId();
    test.executor.runAll();
    assertEquals(TaskStatus.PENDING, test.engine.startTask(stuck, "p").status());
  }

  @Test
  void retention_isExact() {
    TestEngine brief = new TestEngine("cleanup-interval", "7");
    String id = brief.run((task, progress) -> null);
    brief.tickFor(6);
    assertEquals(TaskStatus.COMPLETED, brief.info(id).status());
    assertFalse(brief.engine.wasRemoved(id));
    brief.tickFor(1);
    assertTrue(brief.engine.getTaskStatus(id).isEmpty());
    assertTrue(brief.engine.wasRemoved(id));
  }

  @Test
  void retention_unfinished_isNotSwept() {
    String id = test.start((task, progress) -> null);
    test.tickFor(10_000);
    assertEquals(TaskStatus.PENDING, test.info(id).status());
    assertFalse(test.engine.removeCompletedTask(id));
  }

  @Test
  void maxRetained_exceeded_removesWhatEndedFirst() {
    TestEngine small = new TestEngine("max-retained", "2");
    String first = small.start((task, progress) -> null);
    String second = small.run((task, progress) -> null);
    String third = small.run((task, progress) -> null);
    assertTrue(small.engine.wasRemoved(first));
    assertEquals(TaskStatus.COMPLETED, small.info(second).status());
    assertTrue(small.engine.removeCompletedTask(second));
    assertFalse(small.engine.removeCompletedTask(second));
    assertEquals(TaskStatus.COMPLETED, small.info(third).status());
  }

  @Test
  void shutDown_endsWhatWaitsAndWhatRuns() {
    String[] waiting = new String[1];
    String running =
        test.run(
            (task, progress) -> {
              waiting[0] = test.start((t, p) -> null);
              test.engine.shutDown();
              assertTrue(task.isCancelled());
              assertTrue(Thread.interrupted());
              return "ignored";
            });
    TaskFailure shutdown =
        new TaskFailure("The server stopped before the task was finished.", "shutdown", null);
    assertEquals(shutdown, failureOf(running));
    assertEquals(shutdown, failureOf(waiting[0]));
    TaskRejectedException rejected =
        assertThrows(TaskRejectedException.class, () -> test.start((t, p) -> null));
    assertEquals("The server is stopping and takes no new tasks.", rejected.getMessage());
    assertEquals(new EngineLoad(0, 0, 0, true), test.engine.load());
  }

  @Test
  void shutDown_ofWhatNeverRan_endsAllBeforeAnyIsDestroyed() throws InterruptedException {
    test.start((task, progress) -> "busy");
    String waiting = test.engine.startTask(TaskEngineTest.NoParams.class, null).taskId();

    test.engine.shutDown();
    assertEquals("shutdown", failureOf(waiting).code());
    test.executor.runAll();
    assertEquals(List.of(), test.disposed, "streams are ended first");

    assertFalse(test.engine.awaitQuiet(0), "its destruction is still to come");
    test.executor.runAll();
    assertEquals(List.of("NoParams"), test.disposed);
    assertTrue(test.engine.awaitQuiet(0));
  }

  @Test
  void run_leavingItsThreadChanged_hasThatUndone() {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    String name = thread.getName();
    int priority = thread.getPriority();
    thread.interrupt();

    String id =
        test.run(
            (task, progress) -> {
              boolean interrupted = thread.isInterrupted();
              thread.setName("mine");
              thread.setPriority(Thread.MIN_PRIORITY);
              thread.setContextClassLoader(null);
              thread.setUncaughtExceptionHandler((t, e) -> {});
              thread.interrupt();
              return interrupted;
            });

    assertEquals(false, test.info(id).result(), "an interrupt of before is not the task's");
    assertEquals(name, thread.getName());
    assertEquals(priority, thread.getPriority());
    assertEquals(loader, thread.getContextClassLoader());
    assertEquals(handler, thread.getUncaughtExceptionHandler());
    assertFalse(thread.isInterrupted());
  }

  @Test
  void shutDown_afterACancel_leavesItCancelled() {
    String[] id = new String[1];
    id[0] =
        test.start(
            (task, progress) -> {
              test.engine.cancelTask(id[0]);
              test.engine.shutDown();
              return null;
            });
    test.executor.runAll();
    assertEquals(TaskStatus.CANCELLED, test.info(id[0]).status());
    Thread.interrupted();
  }

  @Test
  void startTask_overtakenByTheShutdown_endsAllTheSame() {
    test.clock.whenRead(test.engine::shutDown);
    BodyTask task = new BodyTask((t, progress) -> "never");
    String id = test.engine.startTask(task, "p").taskId();
    assertEquals("shutdown", failureOf(id).code());
    test.executor.runAll();
    assertEquals(List.of("task_failed"), test.eventNames(id));
    assertEquals(new EngineLoad(0, 0, 0, true), test.engine.load());
  }

  @TaskType(value = "patient", timeout = "PT10M")
  private static final class Patient extends BaseTask<String, String> {
    private final TestEngine test;
    private final int seconds;

    Patient(TestEngine test, int seconds) {
      this.test = test;
      this.seconds = seconds;
    }

    @Override
    public String execute(ProgressHandle progress, String params) {
      test.clock.seconds(seconds);
      return "done";
    }
  }
}
