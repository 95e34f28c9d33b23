package dev.taskwire.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartsElsewhereTest {
  private final List<Double> values = new ArrayList<>();

  @Test
  void shrinkAndWait_always_returnsTheTaskWithItsResult() {
    StartsElsewhere starts = new StartsElsewhere();
    starts.tasks = new InlineTasks();

    TaskInfo task = starts.shrinkAndWait(List.of("cat.png")).orElseThrow();

    assertEquals(new ThumbnailTask.Result(List.of("cat-64.png")), task.result());
  }

  @Test
  void reportTask_twoLines_reportsEachPartInItsRange() {
    String report = new StartsElsewhere.ReportTask().execute(progress(), List.of("a", "b"));

    assertEquals("a\nb\n", report);
    assertEquals(List.of(0.2, 0.2, 0.6, 1.0), values);
  }

  private ProgressHandle progress() {
    return new ProgressHandle() {
      @Override
      public void sendProgressText(String text) {}

      @Override
      public void sendProgressValue(double value) {
        values.add(Math.round(value * 1000) / 1000.0);
      }

      @Override
      public void sendProgress(String text, double value) {
        values.add(Math.round(value * 1000) / 1000.0);
      }
    };
  }

  /** Executes a task at once, on the caller's thread, and knows the last one. */
  private final class InlineTasks implements TaskService {
    private Object result;

    @Override
    public <P, R> TaskStartResponse startTask(BaseTask<P, R> task, P params) {
      try {
        result = task.execute(progress(), params);
      } catch (Exception failure) {
        throw new AssertionError("The task failed", failure);
      }
      return new TaskStartResponse("1", "/api/tasks/1/stream", TaskStatus.PENDING);
    }

    @Override
    public <P, R> TaskStartResponse startTask(Class<? extends BaseTask<P, R>> taskClass, P params) {
      throw new UnsupportedOperationException("The documents start an instance here");
    }

    @Override
    public Optional<TaskInfo> getTaskStatus(String taskId) {
      Instant now = Instant.EPOCH;
      return Optional.of(
          new TaskInfo(
              taskId,
              "thumbnails",
              TaskStatus.COMPLETED,
              false,
              TaskProgress.NONE,
              now,
              now,
              now,
              result,
              null));
    }

    @Override
    public boolean cancelTask(String taskId) {
      return false;
    }

    @Override
    public boolean removeCompletedTask(String taskId) {
      return false;
    }

    @Override
    public List<TaskEvent> getTaskEvents(String taskId, Duration timeout) {
      return List.of();
    }
  }
}
