package dev.taskwire.engine;

import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.lifecycle.Outcomes;
import dev.taskwire.lifecycle.Texts;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.thread.WorkerThread;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs author's code on a worker's thread, and turns whatever it does into one outcome.
 * Thread-safe.
 */
final class TaskRunner {
  private static final Logger LOG = Logger.getLogger(TaskRunner.class.getName());

  private final Outcomes outcomes;
  private final TaskListener listener;
  private final Executor nobody;
  private final SharedTasks shared;
  private final Function<TaskExecution, OwnTask> own;

  /**
   * Creates a runner.
   *
   * @param nobody calls on the same thread, in the application's context and as nobody; whatever
   *     author's code does to that, a sign-in included, is undone when the call is over
   * @param own gives a task to those who record that it begins
   */
  TaskRunner(
      Outcomes outcomes,
      TaskListener listener,
      Executor nobody,
      SharedTasks shared,
      Function<TaskExecution, OwnTask> own) {
    this.outcomes = outcomes;
    this.listener = listener;
    this.nobody = nobody;
    this.shared = shared;
    this.own = own;
  }

  /**
   * Runs the task, unless it ended before.
   *
   * @return whether the task ended here; {@code false} if it had ended, or was ended by someone
   *     else meanwhile
   */
  boolean run(TaskExecution execution) {
    boolean[] ended = {false};
    withWork(
        execution,
        (thread, work) -> {
          try {
            ended[0] = execute(execution, work);
          } finally {
            thread.restore();
            // the destruction of an instance is author's code as well
            thread.mark(execution.id());
            dispose(execution, work);
          }
        });
    return ended[0];
  }

  /** Frees the instance of a task that never ran. */
  void dispose(TaskExecution execution) {
    withWork(execution, (thread, work) -> dispose(execution, work));
  }

  /** What is done with the work of a task on a worker's thread. */
  private interface Step {
    void on(WorkerThread thread, Work work);
  }

  private void withWork(TaskExecution execution, Step step) {
    WorkerThread thread = new WorkerThread();
    Thread.interrupted();
    try {
      nobody.execute(
          () -> {
            Work work = execution.takeWork();
            if (work != null) {
              thread.mark(execution.id());
              step.on(thread, work);
            }
          });
    } finally {
      thread.restore();
    }
  }

  private boolean execute(TaskExecution execution, Work work) {
    CurrentCaller.set(execution.owner());
    try {
      if (!begin(execution)) {
        return false;
      }
      listener.started(execution.facts());
      return execution.finish(outcome(execution, work));
    } catch (RuntimeException | Error ours) {
      // ours, not the author's, as when memory is short; it may be back now that the work is over
      return execution.terminate(Outcome.LOST);
    } finally {
      CurrentCaller.set(null);
      execution.state().detach();
    }
  }

  private boolean begin(TaskExecution execution) {
    if (shared.isAlone()) {
      return execution.begin(Thread.currentThread(), null);
    }
    LogSlice event = execution.state().preparedStart();
    return event != null
        && shared.begin(own.apply(execution), event)
        && execution.begin(Thread.currentThread(), event);
  }

  private Outcome outcome(TaskExecution execution, Work work) {
    try {
      return outcomes.returned(work.execute(execution.progress()));
    } catch (Throwable failure) {
      // any Throwable is the author's, also an Error: the task fails, and the worker goes on
      Level level = work.cancellation().isRequested() ? Level.FINE : Level.WARNING;
      log(level, execution, "failed", failure);
      return outcomes.threw(failure);
    }
  }

  private static void dispose(TaskExecution execution, Work work) {
    try {
      work.dispose();
    } catch (RuntimeException | Error failure) {
      log(Level.WARNING, execution, "could not be destroyed", failure);
    }
  }

  private static void log(Level level, TaskExecution execution, String what, Throwable failure) {
    if (LOG.isLoggable(level)) {
      String trace = Texts.stackTrace(failure);
      LOG.log(
          level, Texts.oneLine("Task " + execution.identity().inLog() + " " + what + ": " + trace));
    }
  }
}
