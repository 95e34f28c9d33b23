package dev.taskwire.engine;

import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.lifecycle.SteppedClock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ends, removals, evictions and sweeps at once: a task leaves once, and none is retained that
 * nobody can find.
 */
@Param(name = "task", gen = IntGen.class, conf = "0:2")
@Tag("lincheck")
public class RemovalRaceTest {
  private final SteppedClock clock = new SteppedClock();
  private final ConcurrentHashMap<String, AtomicInteger> removals = new ConcurrentHashMap<>();
  private final TaskStore store =
      new TaskStore(
          2,
          Long.MAX_VALUE,
          gone -> removals.computeIfAbsent(gone.id(), id -> new AtomicInteger()).incrementAndGet());
  private final List<TaskExecution> tasks =
      List.of(
          Executions.pending("0", clock),
          Executions.pending("1", clock),
          Executions.pending("2", clock));

  /** Creates the race, with three pending tasks. */
  public RemovalRaceTest() {
    tasks.forEach(store::add);
  }

  /** A task ends. */
  @Operation
  public void end(@Param(name = "task") int number) {
    TaskExecution task = tasks.get(number);
    if (task.cancel() == Cancellation.ENDED) {
      store.finished(task);
    }
  }

  /** A task is deleted. */
  @Operation
  public void remove(@Param(name = "task") int number) {
    TaskExecution task = store.find(Integer.toString(number));
    if (task != null && task.status().isTerminal()) {
      store.remove(task);
    }
  }

  /** The retention of all finished tasks is over. */
  @Operation
  public void sweep() {
    store.sweep(0);
  }

  /** Ends and sweeps the rest, and checks that each task left once. */
  @Validate
  public void eachLeavesOnce() {
    for (int i = 0; i < tasks.size(); i++) {
      end(i);
    }
    store.sweep(0);
    for (TaskExecution task : tasks) {
      AtomicInteger count = removals.get(task.id());
      if (count == null || count.get() != 1 || store.find(task.id()) != null) {
        throw new IllegalStateException("task " + task.id() + " left " + count + " times");
      }
    }
    if (!store.all().isEmpty() || store.retainedBytes() != 0) {
      throw new IllegalStateException("something is retained that nobody can find");
    }
  }

  @Test
  void removals_inRaces_happenOnce() {
    Races.stress(RemovalRaceTest.class);
  }
}
