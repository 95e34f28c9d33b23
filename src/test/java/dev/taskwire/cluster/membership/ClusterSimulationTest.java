package dev.taskwire.cluster.membership;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Contract §9 in virtual time. {@code -Dsimulation.seeds=1000} runs more, {@code
 * -Dsimulation.first=42 -Dsimulation.seeds=1} one of them again, {@code -Dsimulation.servers=100
 * -Dsimulation.tasks=10000} a large one.
 */
class ClusterSimulationTest {
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 20);

  @Test
  void troubles_breakNothing() {
    runAll(SimOptions::troubled);
  }

  @Test
  void lossOfTheEnginesData_breaksNothing() {
    runAll(SimOptions::forgetful);
  }

  private static void runAll(Supplier<SimOptions> options) {
    long steps = 0;
    int fencings = 0;
    int lost = 0;
    int restarts = 0;
    int events = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Simulation simulation = new Simulation(seed, options.get());
      simulation.run();
      steps += simulation.steps();
      fencings += simulation.fencings;
      lost += simulation.lost;
      restarts += simulation.restarts;
      events += simulation.events;
    }
    System.out.printf(
        "Seeds %d to %d: %d steps, %d events at watchers, %d servers fenced, %d tasks lost, %d restarts%n",
        FIRST, FIRST + SEEDS - 1, steps, events, fencings, lost, restarts);
  }

  @Test
  void withoutTheFence_isNoticed() {
    assertNoticed(options -> options.withoutFence = true);
  }

  @Test
  void withoutHoldingBackTheEnd_isNoticed() {
    assertNoticed(options -> options.showsAtOnce = true);
  }

  @Test
  void judgingWithoutOwnHeartbeats_isNoticed() {
    assertNoticed(options -> options.judgesWithoutOwnHeartbeats = true);
  }

  @Test
  void startingOverWhenTheWatcherIsAhead_isNoticed() {
    assertNoticed(options -> options.startsOverWhenAhead = true);
  }

  @Test
  void runningBeforeTheBeginIsRecorded_isNoticed() {
    assertNoticed(options -> options.runsBeforeBeginIsRecorded = true);
  }

  @Test
  void believingAnEngineThatLostItsData_isNoticed() {
    assertNoticed(SimOptions::forgetful, options -> options.believesTheEngine = true);
  }

  private static void assertNoticed(Consumer<SimOptions> broken) {
    assertNoticed(SimOptions::troubled, broken);
  }

  private static void assertNoticed(Supplier<SimOptions> faults, Consumer<SimOptions> broken) {
    boolean noticed =
        LongStream.range(1, 50)
            .anyMatch(
                seed -> {
                  SimOptions options = faults.get();
                  broken.accept(options);
                  try {
                    new Simulation(seed, options).run();
                    return false;
                  } catch (Simulation.Violation violation) {
                    System.out.println("Noticed: " + violation.getMessage());
                    return true;
                  }
                });
    assertTrue(noticed);
  }
}
