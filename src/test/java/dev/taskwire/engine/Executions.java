package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.EndRule;
import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.lifecycle.States;
import dev.taskwire.lifecycle.Stopping;
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
        States.state(
            log,
            new Stopping(work.cancellation(), Duration.ZERO, () -> Outcome.LOST, clock),
            clock,
            EndRule.AT_ONCE));
  }

  /** Never executed. */
  private static final class NoTask extends BaseTask<Void, Void> {
    @Override
    public Void execute(ProgressHandle progress, Void params) {
      throw new AssertionError("not executed here");
    }
  }
}
