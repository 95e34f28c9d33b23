package dev.taskwire.engine;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.DecidedEnd;
import dev.taskwire.lifecycle.ExecutionSnapshot;
import dev.taskwire.lifecycle.ExecutionState;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An execution, for those who record it for other servers. Thread-safe. */
final class OwnExecution implements OwnTask {
  private final TaskExecution execution;
  private final Clock clock;
  private final Consumer<TaskExecution> whenShown;
  private final Consumer<TaskExecution> whenOverruled;

  /**
   * Creates it.
   *
   * @param whenShown told once the end is shown
   * @param whenOverruled told when the task has ended elsewhere, before that is shown
   */
  OwnExecution(
      TaskExecution execution,
      Clock clock,
      Consumer<TaskExecution> whenShown,
      Consumer<TaskExecution> whenOverruled) {
    this.execution = execution;
    this.clock = clock;
    this.whenShown = whenShown;
    this.whenOverruled = whenOverruled;
  }

  @Override
  public int attempt() {
    return execution.identity().attempt();
  }

  @Override
  public long fence() {
    return execution.identity().fence();
  }

  @Override
  public boolean isCancelRequested() {
    return execution.state().snapshot().cancelRequested();
  }

  @Override
  public byte @Nullable [] largeResult() {
    return execution.picture().json(execution.state().snapshot(), 0).largeResult();
  }

  @Override
  public void listed(Instant at) {
    execution.listed(at);
  }

  @Override
  public void acceptCancel() {
    execution.state().acceptCancel();
  }

  @Override
  public @Nullable End decidedEnd() {
    ExecutionState state = execution.state();
    DecidedEnd end = state.decided();
    if (end == null) {
      return null;
    }
    ExecutionSnapshot then = state.snapshot().endedBy(end);
    TaskJson json = execution.picture().json(then, 0);
    return new End(
        then.status(), end.event(), json.summary(), json.largeResult(), then.cancelRequested());
  }

  @Override
  public void reconsider(boolean cancelled, long after) {
    execution.state().reconsider(cancelled, after);
  }

  @Override
  public void recorded() {
    if (execution.announcedIf(execution.state().show())) {
      whenShown.accept(execution);
    }
  }

  @Override
  public void overrule(TaskStatus status, LogSlice event) {
    Outcome outcome = RecordedOutcome.of(status, event);
    execution.state().overrule(new DecidedEnd(outcome, clock.instant(), clock.nanoTime(), event));
    whenOverruled.accept(execution);
    recorded();
  }

  @Override
  public String id() {
    return execution.id();
  }

  @Override
  public @Nullable String owner() {
    return execution.owner();
  }

  @Override
  public String type() {
    return execution.type();
  }

  @Override
  public @Nullable String title() {
    return execution.title();
  }

  @Override
  public Instant listedAt() {
    return execution.listedAt();
  }

  @Override
  public boolean isElsewhere() {
    return false;
  }

  @Override
  public @Nullable String node() {
    return execution.node();
  }

  @Override
  public TaskStatus status() {
    return execution.status();
  }

  @Override
  public TaskInfo info() {
    return execution.info();
  }

  @Override
  public @Nullable Thread thread() {
    return execution.thread();
  }

  @Override
  public TaskBroadcaster broadcaster() {
    return execution.broadcaster();
  }

  @Override
  public byte[] json() {
    return execution.json();
  }

  @Override
  public List<byte[]> jsonPieces() {
    return execution.jsonPieces();
  }

  @Override
  public byte[] summary() {
    return execution.summary();
  }
}
