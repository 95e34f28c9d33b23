package dev.taskwire.engine;

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

  TaskRunner(Outcomes outcomes, TaskListener listener) {
    this.outcomes = outcomes;
    this.listener = listener;
  }

  /**
   * Runs the task, unless it ended before.
   *
   * @return whether the task ended here; {@code false} if it had ended, or was ended by someone
   *     else meanwhile
   */
  boolean run(TaskExecution execution) {
    Work work = execution.takeWork();
    if (work == null) {
      return false;
    }
    WorkerThread thread = new WorkerThread();
    try {
      return execute(execution, work);
    } finally {
      thread.restore();
      dispose(execution, work);
      // the destruction of an instance is author's code as well
      thread.restore();
    }
  }

  /** Frees the instance of a task that never ran. */
  void dispose(TaskExecution execution) {
    Work work = execution.takeWork();
    if (work != null) {
      dispose(execution, work);
    }
  }

  private boolean execute(TaskExecution execution, Work work) {
    CurrentCaller.set(execution.owner());
    try {
      if (!execution.begin(Thread.currentThread())) {
        return false;
      }
      listener.started(execution);
      return execution.finish(outcome(execution, work));
    } catch (RuntimeException | Error ours) {
      // ours, not the author's, as when memory is short; it may be back now that the work is over
      return execution.terminate(Outcome.LOST);
    } finally {
      CurrentCaller.set(null);
      execution.detach();
    }
  }

  private Outcome outcome(TaskExecution execution, Work work) {
    try {
      return outcomes.returned(work.execute(execution.id(), execution.progress()));
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
          level,
          Texts.oneLine(
              "Task " + execution.id() + " (" + execution.type() + ") " + what + ": " + trace));
    }
  }
}
