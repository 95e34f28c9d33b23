package dev.taskwire.testing;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link TestRun}.
 *
 * @param info the task after its end, as {@code getTaskStatus} would show it
 * @param title what the task calls this run; {@code null} if nothing
 * @param events all of them, oldest first; the last one is terminal
 * @param result what {@code execute} returned; {@code null} if it threw or ran out of time
 * @param thrown what {@code execute} threw; {@code null} if it returned
 * @param <R> the task's result
 */
public record TestOutcome<R extends @Nullable Object>(
    TaskInfo info,
    @Nullable String title,
    List<TaskEvent> events,
    @Nullable R result,
    @Nullable Throwable thrown) {
  /** Copies the list. */
  public TestOutcome {
    events = List.copyOf(events);
  }

  /** Where the task ended. */
  public TaskStatus status() {
    return info.status();
  }

  /** Its reports of progress, in order. */
  public List<TaskProgress> progress() {
    return events.stream()
        .filter(event -> event.eventType() == TaskEventType.PROGRESS_UPDATE)
        .map(event -> (TaskProgress) event.data())
        .toList();
  }

  /** Why it failed; {@code null} unless it did. */
  public @Nullable TaskFailure failure() {
    return events.get(events.size() - 1).data() instanceof TaskFailure failure ? failure : null;
  }

  /**
   * The result of a task that had to complete.
   *
   * @throws AssertionError with what the task threw as its cause, if it did not
   */
  public @Nullable R completed() {
    if (status() != TaskStatus.COMPLETED) {
      String why = info.error() == null ? "" : ": " + info.error();
      throw new AssertionError("The task is " + status().wireName() + why, thrown);
    }
    return result;
  }
}
