package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.CancellationSource;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where an execution is in its life, and who may move it on (contract §2). Thread-safe. */
final class ExecutionState {
  /*
   * One lock decides every race. Whoever brings the status to a terminal one, under the lock, appends the terminal event, under the
   * same lock, and is told so by the return value; whoever comes later does nothing. So the status and the log never disagree. The
   * event comes first: should there be no memory for it, nothing has changed and the end can be tried again.
   * No lock is held while the author's code runs. The worker's thread is interrupted under the lock, and only between begin() and
   * detach(): an interrupt can not hit the thread when it has gone on to other work.
   */
  private final EventLog log;
  private final CancellationSource cancellation;
  private final Duration timeout;
  private final Supplier<Outcome> timedOut;
  private final Clock clock;

  @GuardedBy("this")
  private final ExecutionTimes times;

  @GuardedBy("this")
  private TaskStatus status = TaskStatus.PENDING;

  @GuardedBy("this")
  private @Nullable StopRequest stop;

  @GuardedBy("this")
  private boolean cancelRequested;

  @GuardedBy("this")
  private boolean interrupted;

  @GuardedBy("this")
  private boolean abandoned;

  @GuardedBy("this")
  private @Nullable Thread thread;

  @GuardedBy("this")
  private @Nullable Outcome outcome;

  /**
   * Creates the state of a task that was accepted now.
   *
   * @param timeout the limit of running time; zero for none
   * @param timedOut how the task ends when that is over
   */
  ExecutionState(
      EventLog log,
      CancellationSource cancellation,
      Duration timeout,
      Supplier<Outcome> timedOut,
      Clock clock) {
    this.log = log;
    this.cancellation = cancellation;
    this.timeout = timeout;
    this.timedOut = timedOut;
    this.clock = clock;
    this.times = new ExecutionTimes(clock);
  }

  /** A worker takes the task on. {@code false}: it ended before, and must not run. */
  synchronized boolean begin(Thread worker) {
    if (status != TaskStatus.PENDING) {
      return false;
    }
    status = TaskStatus.RUNNING;
    thread = worker;
    log.append(TaskEventType.TASK_STARTED, times.begin(), null);
    return true;
  }

  /** The worker's thread goes on to other work: it is not interrupted from now on. */
  synchronized void detach() {
    thread = null;
  }

  /** Asks the task to stop; a task that is still pending ends at once. */
  synchronized Cancellation cancel() {
    if (status.isTerminal()) {
      return Cancellation.TOO_LATE;
    }
    if (cancelRequested) {
      return Cancellation.REPEATED;
    }
    cancelRequested = true;
    if (status == TaskStatus.PENDING) {
      end(Outcome.CANCELLED);
      return Cancellation.ENDED;
    }
    requestStop(StopCause.CANCEL);
    return Cancellation.REQUESTED;
  }

  /**
   * {@code execute} returned or threw, so its instance is free. If the task was asked to stop, the
   * reason for that decides how it ends.
   *
   * @param how how it ends if nobody asked it to stop
   * @return whether this ended the task
   */
  synchronized boolean finish(Outcome how) {
    // before the terminal event: whoever sees that may start the same instance again
    cancellation.release();
    if (status != TaskStatus.RUNNING) {
      return false;
    }
    if (stop == null && isOverTime()) {
      requestStop(StopCause.TIMEOUT);
    }
    end(stop == null ? how : stop.outcome(how.cancelled(), timedOut));
    return true;
  }

  /**
   * Ends the task from outside, whatever it is doing, and interrupts its thread. {@code false}: it
   * had ended.
   *
   * @param how how it ends if nobody asked it to stop
   */
  synchronized boolean terminate(Outcome how) {
    if (status.isTerminal()) {
      return false;
    }
    cancellation.request();
    end(stop == null ? how : stop.outcome(Outcome.CANCELLED, timedOut));
    interruptWorker();
    return true;
  }

  /**
   * Does what is due: ask a task that is over its time to stop, interrupt one that was asked to,
   * abandon one that does not stop.
   */
  synchronized Escalation escalate(Escalation.Limits limits) {
    if (status != TaskStatus.RUNNING) {
      return Escalation.NONE;
    }
    if (thread == null) {
      end(stop == null ? Outcome.LOST : stop.outcome(Outcome.CANCELLED, timedOut));
      return Escalation.LOST;
    }
    if (stop == null && !isOverTime()) {
      return Escalation.NONE;
    }
    StopRequest request = requestStop(StopCause.TIMEOUT);
    long waited = clock.nanoTime() - request.nanos();
    if (waited >= limits.cancelGraceNanos()) {
      end(request.outcome(Outcome.CANCELLED, timedOut));
      abandoned = true;
      interruptWorker();
      return Escalation.ABANDONED;
    }
    if (waited >= limits.interruptAfterNanos() && !interrupted) {
      interruptWorker();
      return Escalation.INTERRUPTED;
    }
    return Escalation.NONE;
  }

  synchronized TaskStatus status() {
    return status;
  }

  synchronized boolean isAbandoned() {
    return abandoned;
  }

  synchronized @Nullable Thread thread() {
    return thread;
  }

  synchronized @Nullable Outcome outcome() {
    return outcome;
  }

  synchronized ExecutionSnapshot snapshot() {
    return new ExecutionSnapshot(
        status,
        cancelRequested,
        times.acceptedAt(),
        times.runningSince(),
        times.endTime(),
        outcome);
  }

  Duration timeout() {
    return timeout;
  }

  /** Reads one of the times, at the state of this moment. */
  synchronized <T> T time(Function<ExecutionTimes, T> which) {
    return which.apply(times);
  }

  @GuardedBy("this")
  private boolean isOverTime() {
    return status == TaskStatus.RUNNING && !timeout.isZero() && times.ran().compareTo(timeout) > 0;
  }

  /** The first request counts; a later one changes nothing. */
  @GuardedBy("this")
  private StopRequest requestStop(StopCause cause) {
    StopRequest first = stop;
    if (first == null) {
      first = new StopRequest(cause, clock.nanoTime());
      stop = first;
      cancellation.request();
    }
    return first;
  }

  @GuardedBy("this")
  private void interruptWorker() {
    if (thread != null) {
      interrupted = true;
      thread.interrupt();
    }
  }

  @GuardedBy("this")
  private void end(Outcome how) {
    if (status == TaskStatus.PENDING) {
      cancellation.release();
    }
    Instant now = clock.instant();
    log.append(how.eventType(), now, how.dataJson());
    status = how.status();
    outcome = how;
    times.end(now);
  }
}
