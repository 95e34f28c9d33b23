package dev.taskwire.engine;

import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Duration;
import java.util.UUID;

/** Makes executions, with an id of their own, for the caller of this thread. Thread-safe. */
final class ExecutionFactory {
  private final TaskSettings settings;
  private final Clock clock;
  private final DeliveryLoops loops;
  private final Outcomes outcomes;

  ExecutionFactory(TaskSettings settings, Clock clock, DeliveryLoops loops, Outcomes outcomes) {
    this.settings = settings;
    this.clock = clock;
    this.loops = loops;
    this.outcomes = outcomes;
  }

  TaskExecution create(TaskKind kind, Work work) {
    String id = UUID.randomUUID().toString();
    String owner = settings.access() == Access.OWNER ? CurrentCaller.get() : null;
    Duration timeout = kind.timeout() != null ? kind.timeout() : settings.taskTimeout();
    EventLog log = new EventLog(id, settings.eventLogCapacity());
    return new TaskExecution(
        new TaskIdentity(id, kind.name(), owner),
        work,
        new TaskBroadcaster(log, loops),
        new ReportedProgress(log, clock, settings.maxTextLength()),
        new ExecutionState(
            log, work.cancellation(), timeout, () -> outcomes.timedOut(timeout), clock));
  }
}
