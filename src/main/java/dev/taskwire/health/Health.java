package dev.taskwire.health;

import java.util.List;
import java.util.stream.Stream;

/**
 * Several checks, and what follows from them.
 *
 * @param checks the checks
 */
record Health(List<Check> checks) {
  Health {
    checks = List.copyOf(checks);
  }

  /** Whether all is well. */
  boolean up() {
    return checks.stream().allMatch(Check::up);
  }

  Health and(Health other) {
    return new Health(Stream.concat(checks.stream(), other.checks.stream()).toList());
  }
}
