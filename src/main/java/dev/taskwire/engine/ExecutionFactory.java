package dev.taskwire.engine;

import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.EndRule;
import dev.taskwire.lifecycle.ExecutionState;
import dev.taskwire.lifecycle.ExecutionTimes;
import dev.taskwire.lifecycle.LifeCycle;
import dev.taskwire.lifecycle.Outcomes;
import dev.taskwire.lifecycle.Stopping;
import dev.taskwire.log.EventLog;
import dev.taskwire.settings.Access;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.ClaimedTask;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.TaskBroadcaster;
import dev.taskwire.type.TaskKind;
import java.time.Duration;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Makes executions, with an id of their own, for the caller of this thread. Thread-safe. */
final class ExecutionFactory {
  private final TaskSettings settings;
  private final Clock clock;
  private final DeliveryLoops loops;
  private final Outcomes outcomes;
  private final ToIntFunction<TaskExecution> places;
  private final @Nullable String node;

  /**
   * Creates the factory.
   *
   * @param places tells the place of a task among the waiting: 1 is next, 0 means that it does not
   *     wait
   * @param node the name of this server; {@code null} if it is alone
   */
  ExecutionFactory(
      TaskSettings settings,
      Clock clock,
      DeliveryLoops loops,
      Outcomes outcomes,
      ToIntFunction<TaskExecution> places,
      @Nullable String node) {
    this.settings = settings;
    this.clock = clock;
    this.loops = loops;
    this.outcomes = outcomes;
    this.places = places;
    this.node = node;
  }

  /** A task that is going to run here. */
  TaskExecution create(TaskKind kind, Work work) {
    return started(kind, work, node);
  }

  /** A task that waits for any server: what is to be shown of it. */
  TaskExecution waiting(TaskKind kind, Work work) {
    return started(kind, work, null);
  }

  private TaskExecution started(TaskKind kind, Work work, @Nullable String onNode) {
    String id = UUID.randomUUID().toString();
    String owner = settings.access() == Access.OWNER ? CurrentCaller.get() : null;
    EventLog log = new EventLog(id, settings.eventLogCapacity());
    return execution(
        new TaskIdentity(id, kind.name(), work.title(), owner, onNode, 1, 1),
        kind,
        work,
        new TaskBroadcaster(log, loops),
        0,
        new ExecutionTimes(clock));
  }

  /** A task that has waited for any server, and comes to this one. */
  TaskExecution claimed(TaskKind kind, Work work, ClaimedTask claimed) {
    return execution(
        new TaskIdentity(
            claimed.id(),
            kind.name(),
            claimed.title(),
            claimed.owner(),
            node,
            claimed.attempt(),
            claimed.fence()),
        kind,
        work,
        claimed.broadcaster(),
        claimed.seen(),
        new ExecutionTimes(clock, claimed.acceptedAt(), claimed.age()));
  }

  private TaskExecution execution(
      TaskIdentity identity,
      TaskKind kind,
      Work work,
      TaskBroadcaster broadcaster,
      long after,
      ExecutionTimes times) {
    Duration timeout = kind.timeout() != null ? kind.timeout() : settings.taskTimeout();
    EventLog log = broadcaster.log();
    EndRule rule = node == null ? EndRule.AT_ONCE : EndRule.WHEN_RECORDED;
    return new TaskExecution(
        identity,
        work,
        broadcaster,
        places,
        new ReportedProgress(log, clock, settings.maxTextLength()),
        new ExecutionState(
            new LifeCycle(log, rule, clock, times, after),
            new Stopping(work.cancellation(), timeout, () -> outcomes.timedOut(timeout), clock)));
  }
}
