package dev.taskwire.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Which faults there were, and when, by this machine's monotonic clock. Thread-safe. */
final class FaultLog {
  /** What a fault may do to tasks, in the order of severity. */
  enum Harm {
    /** Nothing that anybody may see but by waiting. */
    DELAY,
    /** The engine loses what it has, and the servers still have it. */
    ENGINE_EMPTIED,
    /** A server ends its tasks and itself. */
    SERVER_STOPS,
    /** A server is lost, with its tasks. */
    SERVER_LOST
  }

  private record Fault(Harm harm, long began) {}

  /** Servers have so long to write again what an engine has lost. */
  private static final long REWRITING = TimeUnit.SECONDS.toNanos(20);

  private final List<Fault> faults = new ArrayList<>();

  synchronized void began(Harm harm) {
    faults.add(new Fault(harm, System.nanoTime()));
  }

  synchronized boolean isEmpty() {
    return faults.isEmpty();
  }

  /** When the last server was lost before that; empty: none was. */
  synchronized OptionalLong lostBefore(long nanos) {
    return faults.stream()
        .filter(fault -> fault.harm == Harm.SERVER_LOST && fault.began <= nanos)
        .mapToLong(Fault::began)
        .max();
  }

  /** Whether the engine was emptied between those. */
  synchronized boolean isEmptied(long from, long to) {
    return faults.stream()
        .anyMatch(
            fault -> fault.harm == Harm.ENGINE_EMPTIED && fault.began >= from && fault.began <= to);
  }

  /**
   * Whether nobody may have a task any more that was there since then: the engine has lost it, and
   * a server that may have had it is gone too.
   */
  synchronized boolean mayBeForgotten(long since) {
    return faults.stream()
        .filter(fault -> fault.harm == Harm.ENGINE_EMPTIED && fault.began >= since)
        .anyMatch(emptied -> someServerWasGone(since, emptied.began + REWRITING));
  }

  private boolean someServerWasGone(long from, long to) {
    return faults.stream()
        .anyMatch(
            fault ->
                fault.harm.compareTo(Harm.SERVER_STOPS) >= 0
                    && fault.began >= from
                    && fault.began <= to);
  }
}
