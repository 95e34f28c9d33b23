package dev.taskwire.engine;

import dev.taskwire.TaskStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Leads executions from acceptance to their end, and does what is due on each tick. Thread-safe.
 */
final class TaskLifecycle {
  /*
   * A slot is given back once: by the run that used it, or, if the execution was abandoned, by the tick that abandoned it.
   * A thread that finished its task goes on with the next: each way through the container's executor costs as much as a short task
   * (Payara searches the class path for context providers). It goes back, to be cleaned, if the task left a transaction on it.
   * ended() is called once an execution, by whoever was told that it brought the status to a terminal one.
   */
  private static final Logger LOG = Logger.getLogger(TaskLifecycle.class.getName());
  private static final int MAX_FRAMES = 100;

  private final TaskStore store;
  private final Workers workers;
  private final Executor executor;
  private final BooleanSupplier threadIsClean;
  private final TaskRunner runner;
  private final Outcomes outcomes;
  private final TaskListener listener;
  private final Escalation.Limits limits;
  private final long retentionNanos;
  private final Set<TaskExecution> running = ConcurrentHashMap.newKeySet();

  TaskLifecycle(
      TaskSettings settings,
      TaskStore store,
      EngineParts parts,
      Outcomes outcomes,
      TaskListener listener) {
    this.store = store;
    this.executor = parts.executor();
    this.threadIsClean = parts.threadIsClean();
    this.outcomes = outcomes;
    this.listener = listener;
    this.runner = new TaskRunner(outcomes, listener);
    this.workers = new Workers(settings.maxWorkers(), settings.maxPending(), this::dispatch);
    this.limits = Escalation.Limits.of(settings);
    this.retentionNanos = settings.retention().toNanos();
  }

  Workers workers() {
    return workers;
  }

  /** How many abandoned tasks still hold a thread. */
  int abandoned() {
    return (int) running.stream().filter(TaskExecution::isAbandoned).count();
  }

  /** Has an admitted task run, now or later; if the server is stopping, it ends at once. */
  void submit(TaskExecution execution) {
    workers.submit(execution);
    if (workers.isStopped()) {
      // shutDown() may have looked for tasks before this one was there
      terminate(execution, outcomes.shutdown());
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
      terminate(execution, Outcome.LOST);
    }
  }

  Cancellation cancel(TaskExecution execution) {
    Cancellation effect = execution.cancel();
    if (effect == Cancellation.ENDED) {
      workers.discard(execution);
      runner.dispose(execution);
      ended(execution);
    }
    return effect;
  }

  /**
   * Escalates, abandons and forgets what is due. One failure does not keep the rest from being
   * done.
   */
  void tick() {
    guarded(() -> running.forEach(execution -> guarded(() -> escalate(execution))));
    guarded(() -> store.sweep(retentionNanos));
  }

  /** Ends everything, and takes nothing from now on. */
  void shutDown() {
    workers.stop();
    for (TaskExecution execution : store.all()) {
      guarded(() -> terminate(execution, outcomes.shutdown()));
    }
  }

  /**
   * Waits until no author's code runs any more.
   *
   * @return whether that came true in time
   */
  boolean awaitQuiet(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (!running.isEmpty()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  private boolean dispatch(TaskExecution execution) {
    try {
      executor.execute(() -> runOn(execution));
      return true;
    } catch (RuntimeException | Error refused) {
      // an Error, too: there may be no memory for another thread
      LOG.log(Level.FINE, "The server's executor refused a task", refused);
      terminate(
          execution,
          refused instanceof RejectedExecutionException
              ? outcomes.shutdown()
              : outcomes.noThread());
      return false;
    }
  }

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
        ended(execution);
      }
    } catch (RuntimeException | Error ours) {
      report(ours);
      endAsLost(execution);
    }
    if (execution.status() != TaskStatus.RUNNING) {
      running.remove(execution);
    }
    return execution.isAbandoned() ? null : nextOnThisThread();
  }

  /** Ends a task for which there was no memory, before its work began or after it ended. */
  private void endAsLost(TaskExecution execution) {
    try {
      terminate(execution, Outcome.LOST);
      // it may have ended, but not have been listed; doing it twice changes nothing
      store.finished(execution);
    } catch (RuntimeException | Error again) {
      report(again);
    }
  }

  private @Nullable TaskExecution nextOnThisThread() {
    if (threadIsClean.getAsBoolean()) {
      return workers.releaseAndTake();
    }
    workers.release();
    return null;
  }

  private void escalate(TaskExecution execution) {
    Escalation step = execution.escalate(limits);
    if (step == Escalation.ABANDONED) {
      workers.release();
      ended(execution);
      warn(execution);
    } else if (step == Escalation.LOST) {
      running.remove(execution);
      ended(execution);
    }
  }

  private void terminate(TaskExecution execution, Outcome how) {
    if (execution.terminate(how)) {
      workers.discard(execution);
      runner.dispose(execution);
      ended(execution);
    }
  }

  private void ended(TaskExecution execution) {
    store.finished(execution);
    listener.finished(execution);
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      report(failure);
    }
  }

  private static void report(Throwable failure) {
    try {
      LOG.warning(() -> Texts.oneLine("The task engine failed: " + Texts.stackTrace(failure)));
    } catch (RuntimeException | Error unheard) {
      // there is no memory even to say so, or the server's log is broken
    }
  }

  private void warn(TaskExecution execution) {
    Thread thread = execution.thread();
    String stack =
        Stream.of(thread == null ? new StackTraceElement[0] : thread.getStackTrace())
            .limit(MAX_FRAMES)
            .map(frame -> "\n at " + frame)
            .collect(Collectors.joining());
    LOG.warning(
        () ->
            Texts.oneLine(
                "Task "
                    + execution.id()
                    + " ("
                    + execution.type()
                    + ") did not stop and was abandoned; its thread is at"
                    + stack));
  }
}
