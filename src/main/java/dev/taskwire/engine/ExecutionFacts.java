package dev.taskwire.engine;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskStatus;
import dev.taskwire.lifecycle.ExecutionTimes;
import dev.taskwire.lifecycle.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What listeners may know of an execution, as of when they ask; equal for the same one. */
record ExecutionFacts(TaskExecution execution) implements TaskFacts {
  @Override
  public TaskEvent startEvent() {
    return RetainedEvents.after(execution, 0);
  }

  @Override
  public TaskEvent endEvent() {
    return RetainedEvents.after(execution, execution.log().last() - 1);
  }

  @Override
  public String type() {
    return execution.type();
  }

  @Override
  public TaskStatus status() {
    return execution.status();
  }

  @Override
  public @Nullable String failureCode() {
    Outcome end = execution.outcome();
    return end == null || end.failure() == null ? null : end.failure().code();
  }

  @Override
  public boolean isAbandoned() {
    return execution.state().isAbandoned();
  }

  @Override
  public Duration waited() {
    return execution.state().time(ExecutionTimes::waited);
  }

  @Override
  public Duration ran() {
    return execution.state().time(ExecutionTimes::ran);
  }

  @Override
  public Duration timeout() {
    return execution.state().timeout();
  }

  @Override
  public boolean hasRun() {
    return execution.state().time(ExecutionTimes::hasRun);
  }

  @Override
  public long events() {
    return execution.log().last();
  }

  @Override
  public long droppedEvents() {
    return execution.log().dropped();
  }
}
