package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.CancellationSource;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task from its acceptance to its terminal event: the owner of the truth about it. Thread-safe.
 */
final class TaskExecution implements TaskView, TaskFacts {
  /*
   * One lock decides every race. Whoever brings the status to a terminal one, under the lock, appends the terminal event, under the
   * same lock, and is told so by the return value; whoever comes later does nothing. So the status and the log never disagree.
   * No lock is held while the author's code runs. The worker's thread is interrupted under the lock, and only between begin() and
   * detach(): an interrupt can not hit the thread when it has gone on to other work.
   */
  private final TaskIdentity identity;
  private final Clock clock;
  private final Instant acceptedAt;
  private final long acceptedNanos;
  private final TaskBroadcaster broadcaster;
  private final ReportedProgress progress;
  private final CancellationSource cancellation;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Work work;

  @GuardedBy("lock")
  private TaskStatus status = TaskStatus.PENDING;

  @GuardedBy("lock")
  private @Nullable StopCause stopCause;

  @GuardedBy("lock")
  private boolean cancelRequested;

  @GuardedBy("lock")
  private boolean interrupted;

  @GuardedBy("lock")
  private boolean abandoned;

  @GuardedBy("lock")
  private long stopRequestedNanos;

  @GuardedBy("lock")
  private @Nullable Thread thread;

  @GuardedBy("lock")
  private long runningNanos;

  @GuardedBy("lock")
  private @Nullable Instant runningSince;

  @GuardedBy("lock")
  private long endNanos;

  @GuardedBy("lock")
  private @Nullable Instant endTime;

  @GuardedBy("lock")
  private @Nullable Outcome outcome;

  TaskExecution(
      TaskIdentity identity,
      Work work,
      TaskBroadcaster broadcaster,
      ReportedProgress progress,
      Clock clock) {
    this.identity = identity;
    this.work = work;
    this.cancellation = work.cancellation();
    this.broadcaster = broadcaster;
    this.progress = progress;
    this.clock = clock;
    this.acceptedAt = clock.instant();
    this.acceptedNanos = clock.nanoTime();
  }

  @Override
  public String id() {
    return identity.id();
  }

  @Override
  public @Nullable String owner() {
    return identity.owner();
  }

  @Override
  public String type() {
    return identity.type();
  }

  /** Hands out what is to be executed, once. */
  @Nullable Work takeWork() {
    synchronized (lock) {
      Work taken = work;
      work = null;
      return taken;
    }
  }

  @Override
  public TaskBroadcaster broadcaster() {
    return broadcaster;
  }

  EventLog log() {
    return broadcaster.log();
  }

  ReportedProgress progress() {
    return progress;
  }

  @Override
  public TaskStatus status() {
    synchronized (lock) {
      return status;
    }
  }

  /** A worker takes the task on. {@code false}: it ended before, and must not run. */
  boolean begin(Thread worker) {
    synchronized (lock) {
      if (status != TaskStatus.PENDING) {
        return false;
      }
      status = TaskStatus.RUNNING;
      thread = worker;
      runningNanos = clock.nanoTime();
      runningSince = clock.instant();
      log().append(TaskEventType.TASK_STARTED, runningSince, null);
      return true;
    }
  }

  /** The worker's thread goes on to other work: it is not interrupted from now on. */
  void detach() {
    synchronized (lock) {
      thread = null;
    }
  }

  /** Asks the task to stop; a task that is still pending ends at once. */
  Cancellation cancel() {
    synchronized (lock) {
      if (status.isTerminal()) {
        return Cancellation.TOO_LATE;
      }
      cancelRequested = true;
      if (status == TaskStatus.PENDING) {
        end(Outcome.CANCELLED);
        return Cancellation.ENDED;
      }
      requestStop(StopCause.CANCEL);
      return Cancellation.REQUESTED;
    }
  }

  /**
   * {@code execute} returned, or threw after it was asked to stop.
   *
   * @param returned how the task ends if nobody asked it to stop
   * @param stopped how it ends if it was cancelled
   * @param timedOut how it ends if its time was over
   * @return whether this ended the task
   */
  boolean finish(Outcome returned, Outcome stopped, Outcome timedOut) {
    synchronized (lock) {
      if (status.isTerminal()) {
        return false;
      }
      if (stopCause == null && isOverTime(clock.nanoTime())) {
        stopCause = StopCause.TIMEOUT;
      }
      end(stopCause == null ? returned : stopCause == StopCause.CANCEL ? stopped : timedOut);
      return true;
    }
  }

  /**
   * Ends the task from outside, whatever it is doing, and interrupts its thread. {@code false}: it
   * had ended.
   */
  boolean terminate(Outcome how) {
    synchronized (lock) {
      if (status.isTerminal()) {
        return false;
      }
      cancellation.request();
      interruptWorker();
      end(how);
      return true;
    }
  }

  /**
   * Does what is due: ask a task that is over its time to stop, interrupt one that was asked to,
   * abandon one that does not stop.
   *
   * @param timedOut how the task ends if it is abandoned after its time was over
   */
  Escalation escalate(Escalation.Limits limits, Outcome timedOut) {
    synchronized (lock) {
      if (status != TaskStatus.RUNNING) {
        return Escalation.NONE;
      }
      long now = clock.nanoTime();
      if (stopCause == null) {
        if (!isOverTime(now)) {
          return Escalation.NONE;
        }
        requestStop(StopCause.TIMEOUT);
      }
      long waited = now - stopRequestedNanos;
      if (waited >= limits.cancelGraceNanos()) {
        interruptWorker();
        abandoned = true;
        end(stopCause == StopCause.TIMEOUT ? timedOut : Outcome.CANCELLED);
        return Escalation.ABANDONED;
      }
      if (waited >= limits.interruptAfterNanos() && !interrupted) {
        interruptWorker();
        return Escalation.INTERRUPTED;
      }
      return Escalation.NONE;
    }
  }

  /**
   * Whether the task was given up while its code still ran, so that its worker's slot is already
   * back.
   */
  @Override
  public boolean isAbandoned() {
    synchronized (lock) {
      return abandoned;
    }
  }

  /** Whether it was asked to stop. */
  boolean isStopping() {
    return cancellation.isRequested();
  }

  @Override
  public Duration timeout() {
    return identity.timeout();
  }

  /** The thread that executes the task; {@code null} if none does. */
  @Override
  public @Nullable Thread thread() {
    synchronized (lock) {
      return thread;
    }
  }

  /** How long ago the task ended, in nanoseconds; negative while it has not. */
  long nanosSinceEnd() {
    synchronized (lock) {
      return status.isTerminal() ? clock.nanoTime() - endNanos : -1;
    }
  }

  @Nullable Outcome outcome() {
    synchronized (lock) {
      return outcome;
    }
  }

  @Override
  public TaskInfo info() {
    synchronized (lock) {
      TaskFailure failure = outcome == null ? null : outcome.failure();
      return new TaskInfo(
          id(),
          type(),
          status,
          cancelRequested,
          progress.last(),
          acceptedAt,
          runningSince,
          endTime,
          outcome == null ? null : outcome.result(),
          failure == null ? null : failure.error());
    }
  }

  @Override
  public byte[] json() {
    TaskInfo info;
    byte[] resultJson;
    synchronized (lock) {
      info = info();
      resultJson = outcome == null ? null : outcome.resultJson();
    }
    return TaskJson.encode(info, resultJson);
  }

  @Override
  public @Nullable String failureCode() {
    Outcome end = outcome();
    return end == null || end.failure() == null ? null : end.failure().code();
  }

  @Override
  public Duration waited() {
    synchronized (lock) {
      return Duration.ofNanos(
          (runningSince == null ? clock.nanoTime() : runningNanos) - acceptedNanos);
    }
  }

  @Override
  public Duration ran() {
    synchronized (lock) {
      if (runningSince == null) {
        return Duration.ZERO;
      }
      return Duration.ofNanos((status.isTerminal() ? endNanos : clock.nanoTime()) - runningNanos);
    }
  }

  @Override
  public boolean hasRun() {
    synchronized (lock) {
      return runningSince != null;
    }
  }

  @Override
  public long events() {
    return log().last();
  }

  @Override
  public long droppedEvents() {
    return log().dropped();
  }

  @GuardedBy("lock")
  private boolean isOverTime(long now) {
    Duration timeout = identity.timeout();
    return status == TaskStatus.RUNNING
        && !timeout.isZero()
        && now - runningNanos > timeout.toNanos();
  }

  @GuardedBy("lock")
  private void requestStop(StopCause cause) {
    if (stopCause == null) {
      stopCause = cause;
      stopRequestedNanos = clock.nanoTime();
      cancellation.request();
    }
  }

  @GuardedBy("lock")
  private void interruptWorker() {
    if (thread != null) {
      interrupted = true;
      thread.interrupt();
    }
  }

  @GuardedBy("lock")
  private void end(Outcome how) {
    status = how.status();
    outcome = Objects.requireNonNull(how, "how");
    endNanos = clock.nanoTime();
    endTime = clock.instant();
    log().append(how.eventType(), endTime, how.dataJson());
  }
}
