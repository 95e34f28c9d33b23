package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.lifecycle.Escalation;
import dev.taskwire.lifecycle.ExecutionSnapshot;
import dev.taskwire.lifecycle.ExecutionState;
import dev.taskwire.lifecycle.ExecutionTimes;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One task from its acceptance to its terminal event: what it is, what it has to execute, what it
 * reported, and its {@link ExecutionState}. Thread-safe.
 *
 * <p>Whoever takes the work disposes of it, so nothing of the author's but the result is kept after
 * the end.
 */
final class TaskExecution implements TaskView {
  private final TaskIdentity identity;
  private final TaskBroadcaster broadcaster;
  private final ToIntFunction<TaskExecution> places;
  private final ReportedProgress progress;
  private final ExecutionState state;

  @GuardedBy("this")
  private @Nullable Work work;

  private volatile boolean astray;
  private volatile @Nullable Instant listedAt;

  TaskExecution(
      TaskIdentity identity,
      Work work,
      TaskBroadcaster broadcaster,
      ToIntFunction<TaskExecution> places,
      ReportedProgress progress,
      ExecutionState state) {
    this.identity = identity;
    this.work = work;
    this.broadcaster = broadcaster;
    this.places = places;
    this.progress = progress;
    this.state = state;
  }

  TaskIdentity identity() {
    return identity;
  }

  /** See {@link ExecutionState#retire}. Those who watch it stay. */
  boolean retire(boolean alsoIfDecided) {
    boolean retired = state.retire(alsoIfDecided);
    if (retired) {
      progress.mute();
    }
    return retired;
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

  @Override
  public @Nullable String title() {
    return identity.title();
  }

  /** Hands out what is to be executed, once. */
  synchronized @Nullable Work takeWork() {
    Work taken = work;
    work = null;
    return taken;
  }

  /** There was no memory to end it, or to list its end; a later tick makes up for it. */
  void goAstray() {
    astray = true;
  }

  /** Whether it went astray since this was asked last. */
  boolean isFoundAstray() {
    boolean found = astray;
    astray = false;
    return found;
  }

  @Override
  public TaskBroadcaster broadcaster() {
    return broadcaster;
  }

  EventLog log() {
    return broadcaster.log();
  }

  ExecutionState state() {
    return state;
  }

  ReportedProgress progress() {
    return progress;
  }

  /** See {@link ExecutionState#begin}. */
  boolean begin(Thread worker, @Nullable LogSlice recorded) {
    return announcedIf(state.begin(worker, recorded));
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
  boolean announcedIf(boolean appended) {
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
  public Instant listedAt() {
    Instant recorded = listedAt;
    return recorded == null ? state.snapshot().acceptedAt() : recorded;
  }

  /** See {@link OwnTask#listed}. */
  void listed(Instant at) {
    listedAt = at;
  }

  @Override
  public boolean isElsewhere() {
    return false;
  }

  @Override
  public @Nullable String node() {
    return identity.node();
  }

  @Override
  public TaskStatus status() {
    return state.status();
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
    return picture().info(state.snapshot());
  }

  @Override
  public byte[] json() {
    return asJson().whole();
  }

  @Override
  public List<byte[]> jsonPieces() {
    return asJson().pieces();
  }

  @Override
  public byte[] summary() {
    return asJson().summary();
  }

  private TaskJson asJson() {
    ExecutionSnapshot now = state.snapshot();
    int place = now.status() == TaskStatus.PENDING ? places.applyAsInt(this) : 0;
    return picture().json(now, place);
  }

  ExecutionPicture picture() {
    return new ExecutionPicture(identity, progress);
  }

  /** What listeners may know of it. */
  TaskFacts facts() {
    return new ExecutionFacts(this);
  }

  /** How long ago the task was accepted. */
  Duration age() {
    return state.time(ExecutionTimes::age);
  }
}
