package dev.taskwire.engine;

import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.TaskBroadcaster;
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

  TaskExecution create(TaskKind kind, Work work) {
    String id = UUID.randomUUID().toString();
    String owner = settings.access() == Access.OWNER ? CurrentCaller.get() : null;
    Duration timeout = kind.timeout() != null ? kind.timeout() : settings.taskTimeout();
    EventLog log = new EventLog(id, settings.eventLogCapacity());
    return new TaskExecution(
        new TaskIdentity(id, kind.name(), work.title(), owner, node),
        work,
        new TaskBroadcaster(log, loops),
        places,
        new ReportedProgress(log, clock, settings.maxTextLength()),
        new ExecutionState(
            log,
            new Stopping(work.cancellation(), timeout, () -> outcomes.timedOut(timeout), clock),
            clock,
            node == null ? EndRule.AT_ONCE : EndRule.WHEN_RECORDED));
  }
}
