package dev.taskwire.engine;

import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;

/** How long the interleaving tests look: a few seconds each. */
public final class Races {
  private Races() {}

  /** Lets threads race, and compares with the operations one after the other. */
  public static void check(Class<?> race) {
    options().check(race);
  }

  /** Lets threads race, and looks only at what the test validates in the end. */
  static void stress(Class<?> race) {
    options().verifier(EpsilonVerifier.class).check(race);
  }

  private static StressOptions options() {
    return new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .iterations(8)
        .invocationsPerIteration(500);
  }
}
