package dev.taskwire.lifecycle;

import dev.taskwire.log.EventLog;

/** Makes states of executions that nobody executes. */
public final class States {
  private States() {}

  /** The state of a task that was accepted now. */
  public static ExecutionState state(EventLog log, Stopping stopping, Clock clock, EndRule rule) {
    return new ExecutionState(
        new LifeCycle(log, rule, clock, new ExecutionTimes(clock), 0), stopping);
  }
}
