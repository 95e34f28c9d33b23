package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import dev.taskwire.engine.TestEngine.BodyTask;
import dev.taskwire.lifecycle.SteppedClock;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.TaskView;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TaskEngineTest {
  private final TestEngine test = new TestEngine();

  @Test
  void startTask_accepted_isPendingAndCanBeFound() {
    TaskStartResponse started = test.engine.startTask(new BodyTask((t, p) -> 1), "params");
    assertEquals(TaskStatus.PENDING, started.status());
    assertEquals("/shop/api/tasks/" + started.taskId() + "/stream", started.streamUrl());
    TaskInfo info = test.info(started.taskId());
    assertEquals(
        new TaskInfo(
            started.taskId(),
            "BodyTask",
            TaskStatus.PENDING,
            false,
            TaskProgress.NONE,
            SteppedClock.START,
            null,
            null,
            null,
            null),
        info);
    assertEquals(List.of(), test.events(started.taskId()));
    assertEquals(List.of("params"), test.checked);
  }

  @Test
  void run_returns_isCompletedWithItsResult() {
    String id =
        test.run(
            (task, progress) -> {
              progress.sendProgress("half", 0.5);
              test.clock.seconds(2);
              return Map.of("sum", 3);
            });
    TaskInfo info = test.info(id);
    assertEquals(TaskStatus.COMPLETED, info.status());
    assertEquals(Map.of("sum", 3), info.result());
    assertNull(info.error());
    assertEquals(new TaskProgress("half", 0.5), info.progress());
    assertEquals(SteppedClock.START, info.runningSince());
    assertEquals(SteppedClock.START.plusSeconds(2), info.endTime());
    assertEquals(
        List.of(
            "TASK_STARTED null",
            "PROGRESS_UPDATE TaskProgress[text=half, value=0.5]",
            "TASK_COMPLETED {sum=3}"),
        test.events(id).stream().map(event -> event.eventType() + " " + event.data()).toList());
    assertEquals(List.of(1L, 2L, 3L), test.events(id).stream().map(TaskEvent::sequence).toList());
    assertEquals(3, test.json(id).getJsonObject("result").getInt("sum"));
  }

  @Test
  void startTask_queueFull_isRejectedAndNothingIsKept() {
    TestEngine small = new TestEngine("max-workers", "1", "max-pending", "1");
    small.start((task, progress) -> null);
    small.start((task, progress) -> null);
    BodyTask third = new BodyTask((task, progress) -> null);
    TaskRejectedException rejected =
        assertThrows(TaskRejectedException.class, () -> small.engine.startTask(third, "p"));
    assertEquals(
        "The queue is full: 1 tasks are running and 1 are waiting. Try again later.",
        rejected.getMessage());
    assertEquals("rejected BodyTask", small.heard.calls.get(small.heard.calls.size() - 1));
    assertEquals(2, small.engine.tasks().size());
    small.executor.runAll();
    assertEquals(TaskStatus.PENDING, small.engine.startTask(third, "p").status());
  }

  @Test
  void cancel_pending_endsItAtOnceAndFreesItsPlaceAndInstance() {
    TestEngine small = new TestEngine("max-workers", "1", "max-pending", "1");
    small.start((task, progress) -> null);
    BodyTask waiting = new BodyTask((task, progress) -> null);
    String id = small.engine.startTask(waiting, "p").taskId();
    assertTrue(small.engine.cancelTask(id));
    assertEquals(TaskStatus.CANCELLED, small.info(id).status());
    assertTrue(small.info(id).cancelRequested());
    assertEquals(List.of("task_cancelled"), small.eventNames(id));
    assertEquals(TaskStatus.PENDING, small.engine.startTask(waiting, "p").status());
    assertFalse(small.engine.cancelTask(id));
    small.executor.runAll();
    assertEquals(List.of("task_cancelled"), small.eventNames(id));
  }

  @Test
  void cancel_running_setsTheFlagAndKeepsTheResult() {
    String[] id = new String[1];
    id[0] =
        test.start(
            (task, progress) -> {
              assertFalse(task.isCancelled());
              assertTrue(test.engine.cancelTask(id[0]));
              assertTrue(task.isCancelled());
              assertTrue(test.engine.cancelTask(id[0]), "again is the same");
              assertEquals(TaskStatus.RUNNING, test.info(id[0]).status());
              assertTrue(test.info(id[0]).cancelRequested());
              return "half";
            });
    test.executor.runAll();
    assertEquals(TaskStatus.CANCELLED, test.info(id[0]).status());
    assertEquals("half", test.info(id[0]).result());
    assertEquals("half", test.lastEvent(id[0]).data());
    assertFalse(test.engine.cancelTask(id[0]));
  }

  @Test
  void cancelTask_unknown_isFalse() {
    assertFalse(test.engine.cancelTask("no such task"));
    assertFalse(test.engine.removeCompletedTask("no such task"));
    assertEquals(List.of(), test.events("no such task"));
    assertTrue(test.engine.getTaskStatus("no such task").isEmpty());
  }

  @Test
  void startTask_instanceInUse_isRefused() {
    BodyTask task = new BodyTask((t, progress) -> null);
    test.engine.startTask(task, "p");
    assertThrows(IllegalStateException.class, () -> test.engine.startTask(task, "p"));
    test.executor.runAll();
    assertEquals(TaskStatus.PENDING, test.engine.startTask(task, "p").status());
  }

  @Test
  void startTask_whoeverSeesTheEnd_mayStartTheSameInstanceAgain() {
    BodyTask task = new BodyTask((t, progress) -> null);
    String first = test.engine.startTask(task, "p").taskId();
    TaskStatus[] second = new TaskStatus[1];
    test.engine
        .find(first)
        .broadcaster()
        .log()
        .listeners()
        .add(
            () -> {
              if (test.engine.find(first).broadcaster().log().hasEnded()) {
                second[0] = test.engine.startTask(task, "p").status();
              }
            });
    test.executor.runNext();
    assertEquals(TaskStatus.PENDING, second[0]);
  }

  @Test
  void startTask_withoutParams_isRefusedUnlessTheTaskTakesNone() {
    ConstraintViolationException refused =
        assertThrows(
            ConstraintViolationException.class,
            () -> test.engine.startTask(new BodyTask((t, progress) -> null), null));
    assertEquals("The parameters of the task \"BodyTask\" are missing.", refused.getMessage());
    assertEquals(List.of(), test.engine.tasks());
    assertEquals(TaskStatus.PENDING, test.engine.startTask(new NoParams(), null).status());
  }

  @Test
  void startTask_byClass_isMadeAndDisposedOnce() {
    String id = test.engine.startTask(NoParams.class, null).taskId();
    assertEquals("NoParams", test.info(id).type());
    assertEquals(List.of(), test.disposed);
    test.executor.runAll();
    assertEquals("made", test.info(id).result());
    assertEquals(List.of("NoParams"), test.disposed);
  }

  @Test
  void startTask_byClassButNeverRun_isDisposedOnce() {
    TestEngine small = new TestEngine("max-workers", "1", "max-pending", "0");
    String id = small.engine.startTask(NoParams.class, null).taskId();
    assertThrows(TaskRejectedException.class, () -> small.engine.startTask(NoParams.class, null));
    assertEquals(1, small.disposed.size(), "the rejected one");
    small.engine.cancelTask(id);
    assertEquals(1, small.disposed.size(), "not on the thread of whoever cancels");
    small.executor.runAll();
    assertEquals(2, small.disposed.size(), "the cancelled one");
    small.executor.refuse(2);
    String refused = small.engine.startTask(NoParams.class, null).taskId();
    small.tickFor(1);
    small.executor.runAll();
    assertEquals(3, small.disposed.size(), "the one that the server refused");
    assertEquals("shutdown", ((TaskFailure) small.lastEvent(refused).data()).code());
    assertEquals(new EngineLoad(0, 0, 0, false), small.engine.load());
  }

  @Test
  void listener_isToldInOrder_andMayFail() {
    test.heard.failing = true;
    String id;
    try (RecordedLog log = new RecordedLog()) {
      id = test.run((task, progress) -> null);
      assertEquals(1, log.records.size(), "warned of once");
    }
    assertEquals(
        List.of("accepted pending", "started running", "finished completed"), test.heard.calls);
    assertEquals(TaskStatus.COMPLETED, test.info(id).status());
  }

  @Test
  void progress_afterTheEnd_isIgnored() {
    ProgressHandle[] kept = new ProgressHandle[1];
    String id =
        test.run(
            (task, progress) -> {
              kept[0] = progress;
              return null;
            });
    kept[0].sendProgress("late", 1.0);
    kept[0].sendProgressText("late");
    assertEquals(TaskProgress.NONE, test.info(id).progress());
    assertEquals(List.of("task_started", "task_completed"), test.eventNames(id));
  }

  @Test
  void progress_ofAMillionCalls_leavesTheCapacity() {
    TestEngine small = new TestEngine("event-log-capacity", "10");
    String id =
        small.run(
            (task, progress) -> {
              for (int i = 0; i < 1_000_000; i++) {
                progress.sendProgressValue(i / 1e6);
              }
              return "done";
            });
    List<TaskEvent> events = small.events(id);
    assertEquals(10, events.size());
    assertEquals(1, events.get(0).sequence());
    assertEquals(1_000_002, small.lastEvent(id).sequence());
    assertTrue(small.engine.find(id).broadcaster().log().retainedBytes() < 100_000);
  }

  @Test
  void progress_badValues_areClampedOrRefused() {
    String id =
        test.run(
            (task, progress) -> {
              progress.sendProgressValue(-3);
              assertEquals(0.0, test.engine.tasks().get(0).info().progress().value());
              progress.sendProgressValue(Double.POSITIVE_INFINITY);
              progress.sendProgressText("text");
              assertThrows(
                  IllegalArgumentException.class, () -> progress.sendProgressValue(Double.NaN));
              assertThrows(
                  IllegalArgumentException.class, () -> progress.sendProgress("x", Double.NaN));
              return null;
            });
    assertEquals(new TaskProgress("text", 1.0), test.info(id).progress());
  }

  @Test
  void progress_withoutAText_isAnEmptyOne() {
    String id =
        test.run(
            (task, progress) -> {
              progress.sendProgress("text", 0.25);
              progress.sendProgressText(null);
              assertEquals(
                  new TaskProgress("", 0.25), test.engine.tasks().get(0).info().progress());
              progress.sendProgress(null, 0.5);
              progress.subrange(0.5, 1.0).track(null, List.of(1)).forEach(item -> {});
              return null;
            });
    assertEquals(TaskStatus.COMPLETED, test.info(id).status());
    assertEquals(new TaskProgress("", 1.0), test.info(id).progress());
  }

  @Test
  void getTaskEvents_waitsForTheEnd() throws Exception {
    String id = test.start((task, progress) -> "done");
    FutureTask<List<TaskEvent>> waiting =
        new FutureTask<>(() -> test.engine.getTaskEvents(id, Duration.ofDays(1)));
    Thread waiter = new Thread(waiting);
    waiter.start();
    test.executor.runAll();
    assertEquals("done", waiting.get().get(1).data());
  }

  @Test
  void getTaskEvents_interrupted_returnsWhatThereIsAndStaysInterrupted() {
    String id = test.start((task, progress) -> "done");
    Thread.currentThread().interrupt();
    assertEquals(List.of(), test.engine.getTaskEvents(id, Duration.ofDays(1)));
    assertTrue(Thread.interrupted());
  }

  @Test
  void workers_limitHowManyRun() {
    TestEngine small = new TestEngine("max-workers", "2");
    CountDownLatch ran = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      small.start(
          (task, progress) -> {
            ran.countDown();
            return null;
          });
    }
    assertEquals(2, small.executor.waiting.size());
    assertEquals(new EngineLoad(2, 3, 0, false), small.engine.load());
    small.executor.runNext();
    assertEquals(2, small.executor.waiting.size());
    small.executor.runAll();
    assertEquals(0, ran.getCount());
    assertEquals(new EngineLoad(0, 0, 0, false), small.engine.load());
  }

  @Test
  void tasks_areNewestFirst() {
    String first = test.start((task, progress) -> null);
    String second = test.start((task, progress) -> null);
    assertEquals(List.of(second, first), test.engine.tasks().stream().map(TaskView::id).toList());
    assertSame(test.engine.find(first), test.engine.tasks().get(1));
  }

  /** Takes no parameters. */
  static final class NoParams extends BaseTask<Void, String> {
    @Override
    public String execute(ProgressHandle progress, Void params) {
      return "made";
    }
  }

  @Test
  void worker_withACleanThread_goesOnWithTheNextTask() {
    TestEngine one = new TestEngine("max-workers", "1");
    one.threadIsClean = true;
    List<String> ran = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      one.start((task, progress) -> ran.add(name));
    }
    one.executor.runNext();
    assertEquals(List.of("a", "b", "c"), ran);
    assertEquals(0, one.executor.waiting.size());
    assertEquals(new EngineLoad(0, 0, 0, false), one.engine.load());
  }

  @Test
  void worker_withSomethingLeftOnItsThread_givesItBackFirst() {
    TestEngine one = new TestEngine("max-workers", "1");
    List<String> ran = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      one.start((task, progress) -> ran.add(name));
    }
    one.executor.runNext();
    assertEquals(List.of("a"), ran);
    assertEquals(1, one.executor.waiting.size());
  }

  @Test
  void startTask_whileMemoryIsShort_isRefusedAndWhatRunsGoesOn() {
    String before = test.start((task, progress) -> "done");
    test.heap = test.heapAfterCollection = new HeapWatch.Fill(86, 90, 100);
    test.tickFor(1);
    TaskRejectedException refused =
        assertThrows(TaskRejectedException.class, () -> test.start((task, progress) -> "never"));
    assertEquals("The server is short of memory. Try again later.", refused.getMessage());
    test.executor.runAll();
    assertEquals(TaskStatus.COMPLETED, test.info(before).status());

    // the memory was freed, and no collection has counted again
    test.heap = new HeapWatch.Fill(86, 20, 100);
    test.tickFor(1);
    test.run((task, progress) -> "again");
  }

  @Test
  void startTask_whileMemoryStaysShort_collectsMoreAndMoreSeldom() {
    test.heap = test.heapAfterCollection = new HeapWatch.Fill(86, 90, 100);
    for (int i = 0; i < 120; i++) {
      test.tickFor(1);
      assertThrows(TaskRejectedException.class, () -> test.start((task, progress) -> "never"));
    }
    assertEquals(8, test.collections, "after 0, 1, 3, 7, 15, 31, 61 and 91 s");
  }

  @Test
  void startTask_onceTheMemoryWasFreed_isTakenWithTheNextTick() {
    test.heap = new HeapWatch.Fill(98, 99, 100);
    test.tickFor(1);
    test.run((task, progress) -> "done");
    assertEquals(1, test.collections);
    test.run((task, progress) -> "done");
    assertEquals(1, test.collections, "none is needed now");
  }

  @Test
  void startTask_whileTheHeapIsFullOfGarbage_isTaken() {
    test.heap = new HeapWatch.Fill(40, 99, 100);
    test.tickFor(1);
    test.run((task, progress) -> "done");
  }

  @Test
  void startTask_withoutMemoryForIt_leavesNothingBehind() {
    TestEngine one = new TestEngine("max-workers", "1", "max-pending", "0");
    BodyTask task = new BodyTask((t, progress) -> "done");
    one.outOfMemory = true;
    assertThrows(OutOfMemoryError.class, () -> one.engine.startTask(task, "params"));
    assertEquals(List.of("accepted pending", "finished failed"), one.heard.calls);

    one.outOfMemory = false;
    String id = one.engine.startTask(task, "params").taskId();
    one.executor.runAll();
    assertEquals(TaskStatus.COMPLETED, one.info(id).status());
  }
}
