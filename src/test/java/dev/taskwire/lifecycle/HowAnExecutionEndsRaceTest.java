package dev.taskwire.lifecycle;

import dev.taskwire.engine.Races;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Completion, cancel, abandonment and shutdown at once: one of them ends the task, with one
 * terminal event, which says what the status says.
 */
@Tag("lincheck")
public class HowAnExecutionEndsRaceTest extends EndingsRace {
  public HowAnExecutionEndsRaceTest() {
    super(EndRule.AT_ONCE);
  }

  @Test
  void endings_inAnyInterleaving_areOne() {
    Races.check(HowAnExecutionEndsRaceTest.class);
  }
}
