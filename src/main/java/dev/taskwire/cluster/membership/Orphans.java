package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.Swept;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what the engine has, a part at a time, and declares lost the servers of which it
 * knows nothing but their tasks, when that has been so for a whole lease in which all heartbeats of
 * this one succeeded; and settles what lost ones have written since they were lost. Confined to the
 * heartbeat's thread.
 */
public final class Orphans {
  private final ClusterEngine engine;
  private final Estates estates;
  private final Supplier<@Nullable Long> succeedingSince;
  private final LongSupplier nanos;
  private final long leaseNanos;
  private final Map<String, Long> unknownSince = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private @Nullable String next;

  public Orphans(
      ClusterEngine engine,
      Estates estates,
      Supplier<@Nullable Long> succeedingSince,
      LongSupplier nanos,
      long leaseNanos) {
    this.engine = engine;
    this.estates = estates;
    this.succeedingSince = succeedingSince;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
  }

  /**
   * Sweeps a part.
   *
   * @param self this server
   * @return whether it has been through everything
   */
  public boolean sweep(String self) {
    Swept swept = engine.sweep(next);
    found.addAll(swept.absentNodes());
    next = swept.next();
    if (next == null) {
      judge(self, nanos.getAsLong());
      found.clear();
    }
    return next == null;
  }

  private void judge(String self, long now) {
    unknownSince.keySet().retainAll(found);
    Long succeeding = succeedingSince.get();
    if (succeeding == null) {
      unknownSince.clear();
      return;
    }
    for (String node : found) {
      long first = unknownSince.computeIfAbsent(node, unknown -> now);
      long since = Math.max(first - succeeding, 0) + succeeding;
      if (now - since >= leaseNanos && engine.declareLost(self, node, -1) != Answer.BEHIND) {
        estates.inherit(node);
        unknownSince.remove(node);
      }
    }
  }
}
