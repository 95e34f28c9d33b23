package dev.taskwire.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskStatus;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Memory or stack is short in the middle of a step: it was taken wholly, or not at all. */
class ExecutionShortageTest {
  private static final int MOST_TRIES = 5000;

  private final SteppedClock clock = new SteppedClock();
  private final EventLog log = new EventLog("t", 8);
  private final CancellationSource cancellation = CancellationSource.bindTo(new NoTask());
  private final ExecutionState state =
      States.state(
          log,
          new Stopping(cancellation, Duration.ZERO, () -> Outcome.LOST, clock),
          clock,
          EndRule.AT_ONCE);
  private final List<Outcome> outcomes = new ArrayList<>();
  private int tries;

  private void nextStepFails() {
    clock.whenRead(
        () -> {
          throw new OutOfMemoryError("as a test wants it");
        });
  }

  @Test
  void cancel_ofAPendingTaskWithoutMemory_canBeAskedAgain() {
    nextStepFails();
    assertThrows(OutOfMemoryError.class, state::cancel);
    assertFalse(state.snapshot().cancelRequested());
    assertEquals(Cancellation.ENDED, state.cancel());
    assertTrue(state.snapshot().cancelRequested());
  }

  @Test
  void begin_withoutMemory_hasNotBegun() {
    nextStepFails();
    assertThrows(OutOfMemoryError.class, () -> state.begin(new Thread(), null));
    assertEquals(TaskStatus.PENDING, state.status());
    assertEquals(0, log.last());
  }

  @Test
  void terminate_withoutMemory_leavesTheTaskAlone() {
    state.begin(new Thread(), null);
    nextStepFails();
    assertThrows(OutOfMemoryError.class, () -> state.terminate(Outcome.LOST));
    assertFalse(cancellation.isRequested(), "or it stops, and counts as completed");
    assertTrue(state.terminate(Outcome.LOST));
  }

  /**
   * Fills the stack; on the way back each frame tries to end the task, in another way each time.
   */
  private void endFromTheDepth() {
    try {
      endFromTheDepth();
    } catch (StackOverflowError full) {
      // this frame tries with a little more room
    }
    if (tries < MOST_TRIES) {
      state.terminate(outcomes.get(tries++));
    }
  }

  @RepeatedTest(5)
  void terminate_whileTheStackIsFull_recordsTheEndThatTheLogTells() {
    for (int i = 0; i < MOST_TRIES; i++) {
      outcomes.add(Outcome.failed("no stack", "code-" + i, null));
    }
    state.begin(new Thread(), null);
    endFromTheDepth();
    List<RetainedEvent> events = log.eventsAfter(0, 8);
    String told = events.get(events.size() - 1).json();
    String code = state.outcome().failure().code();
    assertTrue(told.contains("\"code\":\"" + code + "\""), () -> told + " but " + code);
  }

  /** Never executed. */
  private static final class NoTask extends BaseTask<Void, Void> {
    @Override
    public Void execute(ProgressHandle progress, Void params) {
      throw new AssertionError("not executed here");
    }
  }
}
