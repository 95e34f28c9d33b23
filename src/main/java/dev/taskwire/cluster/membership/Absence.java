package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.ClusterEngine;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a task of which the engine knows nothing is not there: it is not known, when the engine
 * has lost what it had and the servers are writing that again. Thread-safe.
 */
public final class Absence {
  /*
   * The engine is asked whether it still knows this server as it did; so a loss is noticed before the next heartbeat finds out. The counter
   * is read first: a heartbeat that has found a loss out says so before it takes over the new counter. The other servers find out within a
   * lease, and what waits for any is written a lease later, if the engine was there.
   */
  private static final int LEASES = 2;

  private final ClusterEngine engine;
  private final Membership membership;
  private final LongSupplier nanos;
  private final long leaseNanos;
  private volatile @Nullable Long madeUpFor;

  public Absence(ClusterEngine engine, Membership membership, LongSupplier nanos, long leaseNanos) {
    this.engine = engine;
    this.membership = membership;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
  }

  /** To be asked after the engine has answered that there is no such task; asks. */
  public boolean isProven() {
    long since = membership.knownSince();
    String self = membership.node();
    if (self == null || !engine.remembers(self, since)) {
      return false;
    }
    return isMadeUpFor();
  }

  /** Looks whether a loss has been made up for; with every heartbeat. */
  public boolean isMadeUpFor() {
    Long forgotten = membership.forgottenAt();
    if (forgotten == null || forgotten.equals(madeUpFor)) {
      return true;
    }
    Long succeeding = membership.succeedingSince();
    long enough = LEASES * leaseNanos;
    long now = nanos.getAsLong();
    if (succeeding == null || now - succeeding <= enough || now - forgotten <= enough) {
      return false;
    }
    madeUpFor = forgotten;
    return true;
  }
}
