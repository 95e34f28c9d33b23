package dev.taskwire.cluster.loss;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Small values that all servers have in common. Each server that knows one keeps it in the engine,
 * so it is there as long as any of them is, and an hour longer. {@link #agree} may be called on any
 * thread, everything else on the heartbeat's.
 */
final class CommonValues {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(10);

  private final ClusterEngine engine;
  private final BooleanSupplier hasAll;
  private final LateValues late;
  private final LongSupplier nanos;
  private final long contestedNanos;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();
  private long renewedAt;
  private long forgottenAt;
  private boolean due;

  /**
   * Knows none yet.
   *
   * @param hasAll whether the engine has what it was given; it has not, while the servers write
   *     again what it has lost
   * @param late withdraws what was proposed in vain
   * @param leaseNanos within which other servers find out what the engine has lost
   */
  CommonValues(
      ClusterEngine engine,
      BooleanSupplier hasAll,
      LateValues late,
      LongSupplier nanos,
      long leaseNanos) {
    this.engine = engine;
    this.hasAll = hasAll;
    this.late = late;
    this.nanos = nanos;
    this.contestedNanos = KeptValues.CONTESTED_LEASES * leaseNanos;
    this.renewedAt = nanos.getAsLong();
  }

  /**
   * What all have under this key, which is the proposal of the first.
   *
   * @throws EngineUnavailableException also while others may have to write again what they have
   *     agreed upon, and what is there may be such a proposal of one that does not know it
   */
  byte[] agree(String key, byte[] proposal) {
    byte[] there = engine.putIfAbsent(key, proposal, LIFE);
    if (!hasAll.getAsBoolean()) {
      if (Arrays.equals(there, proposal)) {
        late.replace(key, proposal, null, LIFE);
      }
      throw new EngineUnavailableException("The engine has lost what it had.", null);
    }
    known.put(key, there);
    return there;
  }

  /** The engine has lost what it had. */
  void engineForgot() {
    forgottenAt = nanos.getAsLong();
    due = true;
  }

  /** Sees to it that they stay. */
  void look() {
    long now = nanos.getAsLong();
    if (!due && now - renewedAt < RENEWED_AFTER.toNanos()) {
      return;
    }
    boolean areThere = true;
    for (Map.Entry<String, byte[]> value : known.entrySet()) {
      areThere &= isThere(value.getKey(), value.getValue());
    }
    renewedAt = now;
    // another server's proposal may be there for a moment, until that is withdrawn
    due = due && !areThere && now - forgottenAt <= contestedNanos;
  }

  private boolean isThere(String key, byte[] value) {
    return engine.replace(key, value, value, LIFE)
        || Arrays.equals(engine.putIfAbsent(key, value, LIFE), value);
  }
}
