package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.ClusterEngine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final LongSupplier nanos;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();
  private volatile long renewedAt;
  private boolean due;

  CommonValues(ClusterEngine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
    this.renewedAt = nanos.getAsLong();
  }

  /** What all have under this key, which is the proposal of the first. */
  byte[] agree(String key, byte[] proposal) {
    byte[] agreed = engine.putIfAbsent(key, proposal, LIFE);
    known.put(key, agreed);
    return agreed;
  }

  /** The engine has lost what it had. */
  void engineForgot() {
    due = true;
  }

  /** Sees to it that they stay. */
  void look() {
    long now = nanos.getAsLong();
    if (!due && now - renewedAt < RENEWED_AFTER.toNanos()) {
      return;
    }
    known.forEach(
        (key, value) -> {
          if (!engine.replace(key, value, value, LIFE)) {
            engine.putIfAbsent(key, value, LIFE);
          }
        });
    renewedAt = now;
    due = false;
  }
}
