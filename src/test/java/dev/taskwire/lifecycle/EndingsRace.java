package dev.taskwire.lifecycle;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What may happen to an execution at once, and what must be so at any time: its status, its outcome
 * and its log say the same.
 */
public abstract class EndingsRace {
  private static final Outcomes OUTCOMES =
      new Outcomes(TaskSettings.from(new SettingsReader(key -> Optional.empty())));
  private static final Outcome RETURNED = OUTCOMES.returned("ok");
  private static final Outcome SHUTDOWN = OUTCOMES.shutdown();
  private static final Outcome TIMED_OUT = OUTCOMES.timedOut(Duration.ofSeconds(1));
  private static final Escalation.Limits AT_ONCE = new Escalation.Limits(0, 0);

  static final Clock CLOCK = new SteppedClock();

  final ExecutionState state;
  private final EventLog log = new EventLog("t", 8);

  EndingsRace(EndRule rule) {
    this.state =
        States.state(
            log,
            new Stopping(
                CancellationSource.bindTo(new NoTask()),
                Duration.ofSeconds(1),
                () -> TIMED_OUT,
                CLOCK),
            CLOCK,
            rule);
  }

  @Operation(runOnce = true)
  public boolean begin() {
    return state.begin(new Thread(), null);
  }

  @Operation
  public Cancellation cancel() {
    return state.cancel();
  }

  @Operation(runOnce = true)
  public boolean finish() {
    return state.finish(RETURNED);
  }

  @Operation
  public Escalation escalate() {
    return state.escalate(AT_ONCE);
  }

  @Operation
  public boolean shutDown() {
    return state.terminate(SHUTDOWN);
  }

  @Operation
  public String look() {
    ExecutionSnapshot now = state.snapshot();
    if (now.status().isTerminal() != (now.outcome() != null)
        || now.status().isTerminal() && !log.hasEnded()
        || now.status().isTerminal() && state.decided() != null) {
      throw new IllegalStateException("status, outcome and log disagree");
    }
    return now.status() + (now.cancelRequested() ? " asked" : "");
  }

  /** Checks what must be so when nothing moves. */
  @Validate
  public void statusAndLogAgree() {
    boolean isOver = state.isOver();
    state.show();
    if (isOver != state.status().isTerminal()) {
      throw new IllegalStateException("decided, and not to be shown");
    }
    TaskStatus status = state.status();
    List<String> ends =
        log.eventsAfter(0, 8).stream()
            .map(RetainedEvent::json)
            .filter(
                json ->
                    !json.contains(TaskEventType.TASK_STARTED.wireName())
                        && json.contains("\"event_type\":\"task_"))
            .toList();
    List<String> expected = status.isTerminal() ? List.of("task_" + status.wireName()) : List.of();
    if (ends.size() != expected.size()
        || !ends.isEmpty() && !ends.get(0).contains(expected.get(0))) {
      throw new IllegalStateException(status + " but " + ends);
    }
  }

  /** Never executed. */
  private static final class NoTask extends BaseTask<Void, Void> {
    @Override
    public Void execute(ProgressHandle progress, Void params) {
      throw new AssertionError("not executed here");
    }
  }
}
