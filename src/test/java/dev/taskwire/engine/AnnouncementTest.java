package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskStatus;
import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Whoever is told of an event sees the task as it is after it, and holds up nobody: no lock of the
 * task is held meanwhile. Two tasks that ended at once, and whose listeners looked at each other,
 * stopped a server for good.
 */
class AnnouncementTest {
  private final TestEngine test = new TestEngine();
  private final List<TaskStatus> seen = new ArrayList<>();

  @Test
  void startAndEnd_areToldWithoutALock() {
    watched((task, progress) -> "done");
    test.executor.runAll();
    assertEquals(List.of(TaskStatus.RUNNING, TaskStatus.COMPLETED), seen);
  }

  @Test
  void cancelOfAPendingTask_isToldWithoutALock() {
    test.engine.cancelTask(watched((task, progress) -> "never"));
    assertEquals(List.of(TaskStatus.CANCELLED), seen);
  }

  @Test
  void shutdown_isToldWithoutALock() {
    watched((task, progress) -> "never");
    test.engine.shutDown();
    assertEquals(List.of(TaskStatus.FAILED), seen);
  }

  @Test
  void abandonment_isToldWithoutALock() {
    String[] id = new String[1];
    id[0] =
        watched(
            (task, progress) -> {
              test.engine.cancelTask(id[0]);
              test.tickFor(100);
              return "too late";
            });
    test.executor.runAll();
    assertEquals(List.of(TaskStatus.RUNNING, TaskStatus.CANCELLED), seen);
  }

  @Test
  void listenerThatFails_harmsNeitherTheTaskNorOthers() {
    String id =
        test.start(
            (task, progress) -> {
              progress.sendProgressText("half");
              return "done";
            });
    EventLog log = test.engine.find(id).broadcaster().log();
    log.listeners()
        .add(
            () -> {
              throw new OutOfMemoryError("made by the test");
            });
    List<Long> told = new ArrayList<>();
    log.listeners().add(() -> told.add(log.last()));
    test.executor.runAll();
    assertEquals(List.of(1L, 2L, 3L), told);
    assertEquals(TaskStatus.COMPLETED, test.info(id).status());
  }

  private String watched(TestEngine.Body body) {
    String id = test.start(body);
    TaskView task = test.engine.find(id);
    task.broadcaster().log().listeners().add(() -> seen.add(statusSeenByAnother(task)));
    return id;
  }

  private static TaskStatus statusSeenByAnother(TaskView task) {
    return CompletableFuture.supplyAsync(task::status).orTimeout(10, TimeUnit.SECONDS).join();
  }
}
