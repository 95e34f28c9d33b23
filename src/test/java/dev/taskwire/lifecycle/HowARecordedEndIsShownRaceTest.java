package dev.taskwire.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.taskwire.engine.Races;
import dev.taskwire.log.LogSlice;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same with ends that are recorded before they are shown, and one that another server recorded:
 * one of them is shown, once, with one terminal event, which says what the status says.
 */
@Tag("lincheck")
public class HowARecordedEndIsShownRaceTest extends EndingsRace {
  private static final Outcome OTHERWISE = Outcome.failed("lost", "node_lost", null);
  private static final String NODE_LOST =
      "id: 1000000\nevent: task_event\ndata: {\"event_type\":\"task_failed\"}\n\n";

  public HowARecordedEndIsShownRaceTest() {
    super(EndRule.WHEN_RECORDED);
  }

  /** The recorder has written the end. */
  @Operation
  public boolean show() {
    return state.show();
  }

  /** Another server has ended the task. */
  @Operation(runOnce = true)
  public void overrule() {
    LogSlice event = new LogSlice(1_000_000, 1_000_000, NODE_LOST.getBytes(US_ASCII));
    state.overrule(new DecidedEnd(OTHERWISE, CLOCK.instant(), CLOCK.nanoTime(), event));
  }

  @Test
  void recordedEndings_inAnyInterleaving_areOne() {
    Races.check(HowARecordedEndIsShownRaceTest.class);
  }
}
