package dev.taskwire.engine;

import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.Escalation;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.lifecycle.Outcomes;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.SharedTasks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads executions from acceptance to their end, and does what is due on each tick. Thread-safe.
 */
final class TaskLifecycle {
  /*
   * A slot is given back once: by the run that used it, or, if the execution was abandoned, by the tick that abandoned it.
   * A thread that finished its task goes on with the next, unless the task left a transaction on it.
   * TaskEnds.ended() is called once an execution, by whoever was told that it brought the status to a terminal one.
   */
  private final TaskStore store;
  private final SharedTasks shared;
  private final Workers workers;
  private final Executor executor;
  private final BooleanSupplier threadIsClean;
  private final TaskRunner runner;
  private final TaskEnds ends;
  private final Outcomes outcomes;
  private final Escalation.Limits limits;
  private final long retentionNanos;
  private final Set<TaskExecution> running = ConcurrentHashMap.newKeySet();

  TaskLifecycle(
      TaskSettings settings,
      TaskStore store,
      EngineParts parts,
      Outcomes outcomes,
      TaskListener listener,
      Clock clock) {
    this.store = store;
    this.shared = parts.shared();
    this.executor = parts.executor();
    this.threadIsClean = parts.threadIsClean();
    this.outcomes = outcomes;
    this.runner = new TaskRunner(outcomes, listener, parts.nobody(), parts.shared(), this::own);
    this.workers =
        new Workers(
            settings.maxWorkers(),
            settings.maxPending(),
            this::dispatch,
            parts.shared()::workerFree);
    this.ends =
        new TaskEnds(
            store,
            workers,
            new Disposals(parts.executor(), runner::dispose),
            listener,
            parts.shared(),
            clock);
    this.limits = Escalation.Limits.of(settings);
    this.retentionNanos = settings.retention().toNanos();
  }

  /** The task, for those who record it. */
  OwnTask own(TaskExecution execution) {
    return ends.own(execution);
  }

  Workers workers() {
    return workers;
  }

  /** How many abandoned tasks still hold a thread. */
  int abandoned() {
    return (int) running.stream().filter(execution -> execution.state().isAbandoned()).count();
  }

  /** Has an admitted task run, now or later; if the server is stopping, it ends at once. */
  void submit(TaskExecution execution) {
    workers.submit(execution);
    if (workers.isStopped()) {
      // shutDown() may have looked for tasks before this one was there
      ends.endAtOnce(execution, outcomes::shutdown);
    }
  }

  /**
   * Takes back a place that a task was to have, for which there is no memory.
   *
   * @param execution the task, if it came so far; whoever was told of it is told of its end
   */
  void withdraw(@Nullable TaskExecution execution, Work work) {
    workers.unreserve();
    if (execution == null) {
      work.dispose();
    } else {
      ends.terminate(execution, Outcome.LOST);
    }
  }

  Cancellation cancel(TaskExecution execution) {
    Cancellation effect = execution.cancel();
    if (effect == Cancellation.ENDED) {
      ends.left(execution);
    }
    return effect;
  }

  /**
   * Escalates, abandons and forgets what is due. One failure does not keep the rest from being
   * done.
   */
  void tick() {
    Guarded.run(ends::makeUp);
    Guarded.run(() -> running.forEach(execution -> Guarded.run(() -> escalate(execution))));
    sweep();
  }

  /** Forgets the finished tasks whose retention is over. */
  void sweep() {
    Guarded.run(() -> store.sweep(retentionNanos));
  }

  /**
   * Ends everything but what goes on elsewhere, and takes nothing from now on; runs no author's
   * code.
   */
  void shutDown() {
    workers.stop();
    ends.disposals().hold();
    store.all().forEach(this::leave);
  }

  private void leave(TaskExecution execution) {
    if (!shared.goesOn(own(execution)) || !execution.retire(false)) {
      ends.endAtOnce(execution, outcomes::shutdown);
    }
  }

  /**
   * Destroys what was never run, and waits until no author's code runs any more.
   *
   * @return whether that came true in time
   */
  boolean awaitQuiet(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    ends.disposals().resume();
    while (!running.isEmpty() || !ends.isQuiet()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  /** Never throws. */
  private boolean dispatch(TaskExecution execution) {
    try {
      executor.execute(() -> runOn(execution));
      return true;
    } catch (RuntimeException | Error refused) {
      // an Error, too: there may be no memory for another thread
      ends.endAtOnce(
          execution,
          refused instanceof RejectedExecutionException ? outcomes::shutdown : outcomes::noThread);
      return false;
    }
  }

  /** Never throws: the place of each task comes back. */
  private void runOn(TaskExecution first) {
    for (TaskExecution next = first; next != null; ) {
      next = run(next);
    }
  }

  /** Runs a task, and returns the one that this thread is to run after it. */
  private @Nullable TaskExecution run(TaskExecution execution) {
    try {
      running.add(execution);
      if (runner.run(execution)) {
        ends.ended(execution);
      }
    } catch (RuntimeException | Error ours) {
      Guarded.report(ours);
      ends.endAsLost(execution);
    }
    if (!execution.state().isRunning()) {
      running.remove(execution);
    }
    return execution.state().isAbandoned() ? null : nextOnThisThread();
  }

  private @Nullable TaskExecution nextOnThisThread() {
    if (isClean()) {
      return workers.releaseAndTake();
    }
    workers.release();
    return null;
  }

  private boolean isClean() {
    try {
      return threadIsClean.getAsBoolean();
    } catch (RuntimeException | Error unknown) {
      return false;
    }
  }

  private void escalate(TaskExecution execution) {
    Escalation step = execution.escalate(limits);
    if (step == Escalation.ABANDONED) {
      workers.release();
      ends.ended(execution);
      AbandonedTasks.warnOf(execution);
    } else if (step == Escalation.GIVEN_UP) {
      workers.release();
      AbandonedTasks.warnOf(execution);
    } else if (step == Escalation.LOST) {
      running.remove(execution);
      ends.ended(execution);
    }
  }
}
