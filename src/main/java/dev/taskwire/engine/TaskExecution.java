package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One task from its acceptance to its terminal event: what it is, what it has to execute, what it
 * reported, and its {@link ExecutionState}. Thread-safe.
 *
 * <p>Whoever takes the work disposes of it, so nothing of the author's but the result is kept after
 * the end.
 */
final class TaskExecution implements TaskView, TaskFacts {
  private final TaskIdentity identity;
  private final TaskBroadcaster broadcaster;
  private final ReportedProgress progress;
  private final ExecutionState state;

  @GuardedBy("this")
  private @Nullable Work work;

  TaskExecution(
      TaskIdentity identity,
      Work work,
      TaskBroadcaster broadcaster,
      ReportedProgress progress,
      ExecutionState state) {
    this.identity = identity;
    this.work = work;
    this.broadcaster = broadcaster;
    this.progress = progress;
    this.state = state;
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
  synchronized @Nullable Work takeWork() {
    Work taken = work;
    work = null;
    return taken;
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

  /** A worker takes the task on. {@code false}: it ended before, and must not run. */
  boolean begin(Thread worker) {
    return announcedIf(state.begin(worker));
  }

  /** The worker's thread goes on to other work: it is not interrupted from now on. */
  void detach() {
    state.detach();
  }

  /** See {@link ExecutionState#cancel}. */
  Cancellation cancel() {
    Cancellation effect = state.cancel();
    announcedIf(effect == Cancellation.ENDED);
    return effect;
  }

  /** See {@link ExecutionState#finish}. */
  boolean finish(Outcome how) {
    return announcedIf(state.finish(how));
  }

  /** See {@link ExecutionState#terminate}. */
  boolean terminate(Outcome how) {
    return announcedIf(state.terminate(how));
  }

  /** See {@link ExecutionState#escalate}. */
  Escalation escalate(Escalation.Limits limits) {
    Escalation step = state.escalate(limits);
    announcedIf(step == Escalation.ABANDONED || step == Escalation.LOST);
    return step;
  }

  /** Without the lock of the state: whoever is told may answer a client on the spot. */
  private boolean announcedIf(boolean appended) {
    if (appended) {
      log().announce();
    }
    return appended;
  }

  @Nullable Outcome outcome() {
    return state.outcome();
  }

  /** How long ago the task ended, in nanoseconds; negative while it has not. */
  long nanosSinceEnd() {
    return state.time(ExecutionTimes::nanosSinceEnd);
  }

  @Override
  public TaskStatus status() {
    return state.status();
  }

  @Override
  public boolean isAbandoned() {
    return state.isAbandoned();
  }

  @Override
  public @Nullable Thread thread() {
    return state.thread();
  }

  /** About how much memory the finished task takes, in bytes. */
  long retainedBytes() {
    Outcome outcome = state.outcome();
    return log().retainedBytes() + (outcome == null ? 0 : outcome.retainedBytes());
  }

  @Override
  public TaskInfo info() {
    return info(state.snapshot());
  }

  @Override
  public byte[] json() {
    ExecutionSnapshot now = state.snapshot();
    return TaskJson.encode(info(now), now.outcome() == null ? null : now.outcome().resultJson());
  }

  private TaskInfo info(ExecutionSnapshot now) {
    Outcome outcome = now.outcome();
    TaskFailure failure = outcome == null ? null : outcome.failure();
    return new TaskInfo(
        id(),
        type(),
        now.status(),
        now.cancelRequested(),
        progress.last(),
        now.acceptedAt(),
        now.runningSince(),
        now.endTime(),
        outcome == null ? null : outcome.result(),
        failure == null ? null : failure.error());
  }

  @Override
  public @Nullable String failureCode() {
    Outcome end = state.outcome();
    return end == null || end.failure() == null ? null : end.failure().code();
  }

  @Override
  public boolean hasRun() {
    return state.time(ExecutionTimes::hasRun);
  }

  @Override
  public long events() {
    return log().last();
  }

  @Override
  public long droppedEvents() {
    return log().dropped();
  }

  @Override
  public Duration timeout() {
    return state.timeout();
  }

  /** How long ago the task was accepted. */
  Duration age() {
    return state.time(ExecutionTimes::age);
  }

  @Override
  public Duration waited() {
    return state.time(ExecutionTimes::waited);
  }

  @Override
  public Duration ran() {
    return state.time(ExecutionTimes::ran);
  }
}
