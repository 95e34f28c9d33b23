package dev.taskwire.testing;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskTitle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one run is between pending and its terminal event, by the table of the life cycle: a stop
 * that was asked for decides, whatever the task does then. Thread-safe but for {@link #run}.
 */
final class RunState {
  /** Why a task has to stop; the first reason stays. */
  enum Stop {
    CANCEL,
    TIMEOUT
  }

  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final EventRecorder events;
  private volatile @Nullable CancellationSource source;
  private volatile @Nullable Thread worker;
  private volatile boolean interrupted;

  RunState(String taskId, Consumer<TaskProgress> reported) {
    this.events = new EventRecorder(taskId, reported);
  }

  void stop(Stop reason) {
    stop.compareAndSet(null, reason);
    CancellationSource bound = source;
    if (bound != null) {
      bound.request();
    }
  }

  void interrupt() {
    interrupted = true;
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
  }

  <P extends @Nullable Object, R extends @Nullable Object> TestOutcome<R> run(
      BaseTask<P, R> task, P params, Duration limit) {
    String title = TaskTitle.of(task, params);
    Instant accepted = events.now();
    if (stop.get() == Stop.CANCEL) {
      events.end(TaskEventType.TASK_CANCELLED, null);
      return outcome(task, title, accepted, null, null, null);
    }
    CancellationSource bound = CancellationSource.bindTo(task);
    source = bound;
    worker = Thread.currentThread();
    R result = null;
    Throwable thrown = null;
    Instant running = events.now();
    try {
      events.start();
      if (stop.get() != null) {
        bound.request();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      result = task.execute(events, params);
    } catch (Throwable failure) {
      // as on a server any Throwable is the author's: the task fails
      thrown = failure;
    } finally {
      worker = null;
      // the interrupt was for the task, not for the test that goes on
      Thread.interrupted();
      bound.release();
    }
    end(result, thrown, limit);
    R kept = stop.get() == Stop.TIMEOUT ? null : result;
    return outcome(task, title, accepted, running, kept, thrown);
  }

  private void end(@Nullable Object result, @Nullable Throwable thrown, Duration limit) {
    Stop reason = stop.get();
    if (reason == Stop.TIMEOUT) {
      String error = "The task timed out after " + limit.toMillis() / 1000.0 + " s";
      events.end(
          TaskEventType.TASK_FAILED, new TaskFailure(error.replace(".0 s", " s"), "timeout", null));
    } else if (reason == Stop.CANCEL) {
      events.end(TaskEventType.TASK_CANCELLED, result);
    } else if (thrown != null) {
      events.end(TaskEventType.TASK_FAILED, new TaskFailure(message(thrown), "task_failed", null));
    } else {
      events.end(TaskEventType.TASK_COMPLETED, result);
    }
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? "The task failed without a message." : message;
  }

  private <R extends @Nullable Object> TestOutcome<R> outcome(
      BaseTask<?, R> task,
      @Nullable String title,
      Instant accepted,
      @Nullable Instant running,
      @Nullable R result,
      @Nullable Throwable thrown) {
    TaskInfo info =
        new TaskInfo(
            events.taskId(),
            TypeName.of(task.getClass()),
            events.status(),
            stop.get() == Stop.CANCEL,
            events.last(),
            accepted,
            running,
            events.now(),
            result,
            events.error());
    return new TestOutcome<>(info, title, events.events(), result, thrown);
  }
}
