package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.log.EventLog;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Duration;

/** Makes executions that nobody executes. */
final class Executions {
  private static final DeliveryLoops LOOPS = new DeliveryLoops(never -> {}, System::nanoTime);

  private Executions() {}

  static TaskExecution pending(String id, Clock clock) {
    EventLog log = new EventLog(id, 4);
    Work work = new Work(new NoTask(), null, () -> {});
    return new TaskExecution(
        new TaskIdentity(id, "no-task", null, null, null, 1, 1),
        work,
        new TaskBroadcaster(log, LOOPS),
        task -> 0,
        new ReportedProgress(log, clock, 100),
        state(
            log,
            new Stopping(work.cancellation(), Duration.ZERO, () -> Outcome.LOST, clock),
            clock,
            EndRule.AT_ONCE));
  }

  /** The state of a task that was accepted now. */
  static ExecutionState state(EventLog log, Stopping stopping, Clock clock, EndRule rule) {
    return new ExecutionState(
        new LifeCycle(log, rule, clock, new ExecutionTimes(clock), 0), stopping);
  }

  /** Never executed. */
  private static final class NoTask extends BaseTask<Void, Void> {
    @Override
    public Void execute(ProgressHandle progress, Void params) {
      throw new AssertionError("not executed here");
    }
  }
}
