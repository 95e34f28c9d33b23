package dev.taskwire.metrics;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskStatus;
import dev.taskwire.engine.TaskFacts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A task of which a test knows everything. */
record FakeTask(
    String type,
    TaskStatus status,
    @Nullable String failureCode,
    boolean isAbandoned,
    boolean hasRun,
    Duration waited,
    Duration ran,
    Duration timeout,
    long events,
    long droppedEvents)
    implements TaskFacts {
  static FakeTask of(String type, TaskStatus status, boolean hasRun) {
    return new FakeTask(
        type,
        status,
        null,
        false,
        hasRun,
        Duration.ofMillis(20),
        Duration.ofSeconds(2),
        Duration.ofSeconds(300),
        5,
        2);
  }

  @Override
  public TaskEvent startEvent() {
    throw new AssertionError("not asked for here");
  }

  @Override
  public TaskEvent endEvent() {
    throw new AssertionError("not asked for here");
  }
}
