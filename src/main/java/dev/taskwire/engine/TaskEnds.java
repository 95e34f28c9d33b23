package dev.taskwire.engine;

import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.SharedTasks;
import java.util.function.Supplier;

/**
 * What follows the end of a task: it leaves the queue, its instance is destroyed, it is listed
 * among the finished, and those who listen are told. Thread-safe.
 */
final class TaskEnds {
  /*
   * Any step may fail for want of memory, also one that makes up for another. What is left undone then is marked without allocating
   * anything: an execution that goes astray here, a place that is owed in Workers. A later tick does it.
   */
  private final TaskStore store;
  private final Workers workers;
  private final Disposals disposals;
  private final TaskListener listener;
  private final SharedTasks shared;
  private final Clock clock;
  private volatile boolean someAreAstray;

  TaskEnds(
      TaskStore store,
      Workers workers,
      Disposals disposals,
      TaskListener listener,
      SharedTasks shared,
      Clock clock) {
    this.store = store;
    this.workers = workers;
    this.disposals = disposals;
    this.listener = listener;
    this.shared = shared;
    this.clock = clock;
  }

  Disposals disposals() {
    return disposals;
  }

  /** Whether all that follows the ends so far is done. */
  boolean isQuiet() {
    return disposals.isQuiet() && listener.isQuiet();
  }

  void terminate(TaskExecution execution, Outcome how) {
    if (execution.terminate(how)) {
      left(execution);
    }
  }

  /** It is not to run any more, if it ever was. */
  private void leave(TaskExecution execution) {
    workers.discard(execution);
    disposals.add(execution);
  }

  /** It ended outside of its run, if it had one. */
  void left(TaskExecution execution) {
    try {
      leave(execution);
    } finally {
      ended(execution);
    }
  }

  /** The task, for those who record it. */
  OwnTask own(TaskExecution execution) {
    return new OwnExecution(execution, clock, this::shown, this::leave);
  }

  /**
   * To be called once, by whoever ended it: its end is shown, or is recorded first. Never throws.
   */
  void ended(TaskExecution execution) {
    if (execution.status().isTerminal()) {
      shown(execution);
    } else {
      record(execution);
    }
  }

  private void record(TaskExecution execution) {
    try {
      shared.end(own(execution));
    } catch (RuntimeException | Error shortage) {
      goAstray(execution, shortage);
    }
  }

  private void shown(TaskExecution execution) {
    try {
      store.finished(execution);
    } catch (RuntimeException | Error shortage) {
      goAstray(execution, shortage);
    }
    listener.finished(execution.facts());
  }

  /** Ends it now or, if there is no memory for that, with a later tick. Never throws. */
  void endAtOnce(TaskExecution execution, Supplier<Outcome> how) {
    try {
      terminate(execution, how.get());
    } catch (RuntimeException | Error shortage) {
      goAstray(execution, shortage);
    }
  }

  /**
   * Ends a task for which there was no memory, before its work began or after it ended. Never
   * throws.
   */
  void endAsLost(TaskExecution execution) {
    try {
      terminate(execution, Outcome.LOST);
      // it may have ended, but not have been listed or recorded; doing it twice changes nothing
      if (execution.status().isTerminal()) {
        store.finished(execution);
      } else {
        record(execution);
      }
    } catch (RuntimeException | Error again) {
      goAstray(execution, again);
    }
  }

  /** Does what could not be done before. */
  void makeUp() {
    workers.settle();
    disposals.openLane();
    if (someAreAstray) {
      someAreAstray = false;
      store.all().stream().filter(TaskExecution::isFoundAstray).forEach(this::endAsLost);
    }
  }

  private void goAstray(TaskExecution execution, Throwable shortage) {
    execution.goAstray();
    someAreAstray = true;
    Guarded.report(shortage);
  }
}
