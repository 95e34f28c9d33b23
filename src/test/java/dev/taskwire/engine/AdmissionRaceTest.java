package dev.taskwire.engine;

import dev.taskwire.TaskRejectedException;
import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.SteppedClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Starts, ends and cancels at once: never more tasks than allowed, and every admitted task leaves
 * once.
 */
@Tag("lincheck")
public class AdmissionRaceTest {
  private static final int MAX_WORKERS = 1;
  private static final int MAX_PENDING = 2;

  private final Clock clock = new SteppedClock();
  private final Queue<TaskExecution> dispatched = new ConcurrentLinkedQueue<>();
  private final Queue<TaskExecution> everDispatched = new ConcurrentLinkedQueue<>();
  private final Queue<TaskExecution> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Workers workers = new Workers(MAX_WORKERS, MAX_PENDING, this::dispatch);

  private volatile boolean overTheLimits;

  private boolean dispatch(TaskExecution execution) {
    everDispatched.add(execution);
    return dispatched.add(execution);
  }

  /** A start. */
  @Operation
  public void start() {
    try {
      workers.reserve();
    } catch (TaskRejectedException full) {
      return;
    }
    TaskExecution execution = Executions.pending("t" + ids.incrementAndGet(), clock);
    accepted.add(execution);
    workers.submit(execution);
  }

  /** A task that runs comes to its end. */
  @Operation
  public void end() {
    if (dispatched.poll() != null) {
      workers.release();
    }
  }

  /** The newest task is cancelled, wherever it is. */
  @Operation
  public void cancel() {
    List<TaskExecution> all = new ArrayList<>(accepted);
    if (!all.isEmpty()) {
      TaskExecution newest = all.get(all.size() - 1);
      if (newest.cancel() == Cancellation.ENDED) {
        workers.discard(newest);
      }
    }
  }

  /** Looks at the limits. */
  @Operation
  public void look() {
    if (workers.running() > MAX_WORKERS || workers.pending() > MAX_WORKERS + MAX_PENDING) {
      overTheLimits = true;
    }
  }

  /** Lets everything end and checks that nothing is left and nothing was forgotten. */
  @Validate
  public void everyTaskLeavesOnce() {
    while (!dispatched.isEmpty()) {
      end();
    }
    List<TaskExecution> ran = new ArrayList<>(everDispatched);
    boolean twice = new HashSet<>(ran).size() != ran.size();
    boolean forgotten =
        accepted.stream().anyMatch(task -> !task.status().isTerminal() && !ran.contains(task));
    boolean left = workers.running() != 0 || workers.pending() != 0;
    if (left || twice || forgotten || overTheLimits) {
      throw new IllegalStateException(
          workers.running() + " running, " + workers.pending() + " pending, " + ran.size());
    }
  }

  @Test
  void admission_ofRacingStartsEndsAndCancels_isExact() {
    Races.stress(AdmissionRaceTest.class);
  }
}
