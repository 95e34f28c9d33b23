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
    try {
      return execution.begin(Thread.currentThread()) && execute(execution, work);
    } finally {
      dispose(execution, work);
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
    WorkerThread thread = new WorkerThread();
    CurrentCaller.set(execution.owner());
    try {
      listener.started(execution);
      return finish(execution, work);
    } finally {
      CurrentCaller.set(null);
      execution.detach();
      thread.restore();
    }
  }

  private boolean finish(TaskExecution execution, Work work) {
    Outcome returned;
    Outcome stopped;
    try {
      returned = outcomes.returned(work.execute(execution.progress()));
      stopped = returned.failure() == null ? returned.cancelled() : Outcome.CANCELLED;
    } catch (Throwable failure) {
      // any Throwable is the author's, also an Error: the task fails, and the worker goes on
      returned = outcomes.threw(failure);
      stopped = Outcome.CANCELLED;
      Level level = execution.isStopping() ? Level.FINE : Level.WARNING;
      log(level, execution, "failed", failure);
    }
    return execution.finish(returned, stopped, outcomes.timedOut(execution.timeout()));
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
