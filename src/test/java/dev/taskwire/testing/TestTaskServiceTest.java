package dev.taskwire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestTaskServiceTest {
  private final TestTaskService tasks = new TestTaskService();

  static class DoubleTask extends BaseTask<Integer, Integer> {
    @Override
    public Integer execute(ProgressHandle progress, Integer params) {
      progress.sendProgressValue(1);
      return 2 * params;
    }
  }

  /** Has what a container would inject. */
  static class ChainTask extends BaseTask<Integer, String> {
    private final TaskService tasks;

    ChainTask(TaskService tasks) {
      this.tasks = tasks;
    }

    @Override
    public String execute(ProgressHandle progress, Integer params) {
      return tasks.startTask(DoubleTask.class, params).taskId();
    }
  }

  @Test
  void startTask_byInstanceOrClass_runsAtOnce() {
    String one = tasks.startTask(new DoubleTask(), 1).taskId();
    String two = tasks.startTask(DoubleTask.class, 2).taskId();

    assertEquals(List.of(one, two), tasks.taskIds());
    assertEquals(2, tasks.getTaskStatus(one).orElseThrow().result());
    assertEquals(4, tasks.outcome(two).completed());
    assertEquals(3, tasks.getTaskEvents(two, Duration.ofMinutes(1)).size());
    assertFalse(tasks.cancelTask(one));
  }

  @Test
  void hold_then_leavesThemPendingUntilTheyAreRun() {
    tasks.hold();
    String runs = tasks.startTask(new DoubleTask(), 1).taskId();
    String cancelled = tasks.startTask(new DoubleTask(), 1).taskId();

    assertEquals(TaskStatus.PENDING, tasks.getTaskStatus(runs).map(TaskInfo::status).orElseThrow());
    assertFalse(tasks.removeCompletedTask(runs));
    assertTrue(tasks.cancelTask(cancelled));
    assertEquals(TaskStatus.CANCELLED, tasks.outcome(cancelled).status());
    assertThrows(IllegalArgumentException.class, () -> tasks.outcome(runs));

    tasks.runHeld();
    assertEquals(2, tasks.outcome(runs).completed());
    assertTrue(tasks.removeCompletedTask(runs));
    assertEquals(Optional.empty(), tasks.getTaskStatus(runs));
  }

  @Test
  void runHeld_taskThatStartsAnother_runsBoth() {
    tasks.hold().make(type -> type == ChainTask.class ? new ChainTask(tasks) : new DoubleTask());
    String chain = tasks.startTask(ChainTask.class, 21).taskId();

    tasks.runHeld();

    String inner = (String) tasks.outcome(chain).completed();
    assertEquals(42, tasks.outcome(inner).completed());
  }

  @Test
  void reject_then_refusesStarts() {
    tasks.reject("The queue is full.");
    TaskRejectedException refused =
        assertThrows(TaskRejectedException.class, () -> tasks.startTask(new DoubleTask(), 1));
    assertEquals("The queue is full.", refused.getMessage());
    assertEquals(List.of(), tasks.taskIds());
  }

  @Test
  void startTask_classThatNeedsSomething_isRefusedWithAdvice() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> tasks.startTask(ChainTask.class, 1));
    assertEquals(
        "A ChainTask cannot be made by a constructor without parameters; make(…) can say how.",
        refused.getMessage());
  }
}
