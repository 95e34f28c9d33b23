package dev.taskwire.metrics;

import dev.taskwire.engine.TaskFacts;
import java.util.concurrent.atomic.LongAdder;

/**
 * The numbers of one task type. Thread-safe.
 *
 * <p>{@code accepted = pending + running + completed + failed + cancelled}, in every reading.
 */
final class TypeCounters {
  /*
   * A task is accepted before anything else happens to it, so reading `accepted` last never finds fewer than began or ended. A task
   * that is ended from outside in the moment in which it starts may be counted as ended first: then it is simply not running.
   */
  private static final double[] BOUNDS = {
    0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 7200
  };

  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder started = new LongAdder();
  private final LongAdder endedAfterStart = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder abandoned = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final DurationHistogram waits = new DurationHistogram(BOUNDS);
  private final DurationHistogram runs = new DurationHistogram(BOUNDS);

  void accepted() {
    accepted.increment();
  }

  void rejected() {
    rejected.increment();
  }

  void started(TaskFacts task) {
    started.increment();
    waits.record(task.waited());
  }

  void finished(TaskFacts task) {
    events.add(task.events());
    dropped.add(task.droppedEvents());
    if ("timeout".equals(task.failureCode())) {
      timedOut.increment();
    }
    if (task.isAbandoned()) {
      abandoned.increment();
    }
    if (task.hasRun()) {
      runs.record(task.ran());
      endedAfterStart.increment();
    }
    switch (task.status()) {
      case COMPLETED -> completed.increment();
      case FAILED -> failed.increment();
      case CANCELLED -> cancelled.increment();
      case PENDING, RUNNING -> throw new IllegalArgumentException("The task has not finished");
    }
  }

  /** The numbers now. */
  TypeReading read(String type) {
    long nowCompleted = completed.sum();
    long nowFailed = failed.sum();
    long nowCancelled = cancelled.sum();
    long ended = nowCompleted + nowFailed + nowCancelled;
    long endedRuns = endedAfterStart.sum();
    long running = Math.max(0, started.sum() - endedRuns);
    long nowAccepted = accepted.sum();
    running = Math.min(running, nowAccepted - ended);
    return new TypeReading(
        type,
        nowAccepted,
        rejected.sum(),
        nowAccepted - ended - running,
        running,
        nowCompleted,
        nowFailed,
        nowCancelled,
        timedOut.sum(),
        abandoned.sum(),
        events.sum(),
        dropped.sum(),
        waits.read(),
        runs.read());
  }
}
