package dev.taskwire.cluster.membership;

import dev.taskwire.lifecycle.Cancellation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cancels of other servers' tasks that callers were told are recorded: kept until those servers
 * have heard of them, so that they can be recorded again should the engine lose them. {@link #add}
 * may be called on any thread, everything else on the heartbeat's.
 */
public final class PromisedCancels {
  /*
   * A server hears of a cancel with its next heartbeat at the latest. If all heartbeats of this server have succeeded for a lease since,
   * the other one has beaten too, or was declared lost; unless the engine failed over to a replica that had not heard.
   */
  private static final int MOST = 10_000;

  private final Supplier<@Nullable Long> succeedingSince;
  private final LongSupplier nanos;
  private final long leaseNanos;
  private final Map<String, Long> promisedAt = new ConcurrentHashMap<>();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  public PromisedCancels(
      Supplier<@Nullable Long> succeedingSince, LongSupplier nanos, long leaseNanos) {
    this.succeedingSince = succeedingSince;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
  }

  /** A caller was told so. */
  public void add(String taskId) {
    if (promisedAt.size() < MOST) {
      promisedAt.put(taskId, nanos.getAsLong());
    }
  }

  /** The engine has lost what it had. */
  public void forgotten() {
    lost.addAll(promisedAt.keySet());
  }

  /**
   * Records again what was lost, as soon as its task is there again. What was heard is recorded
   * once more, as a failover may have lost it before that, and forgotten.
   *
   * @param cancel records a cancel
   */
  public void look(Function<String, Cancellation> cancel) {
    Set<String> heard = heard();
    Set<String> due = new HashSet<>(lost);
    due.addAll(heard);
    for (String id : due) {
      boolean isRecorded = cancel.apply(id) != Cancellation.TOO_LATE;
      if (heard.contains(id)) {
        promisedAt.remove(id);
      }
      if (isRecorded || heard.contains(id)) {
        lost.remove(id);
      }
    }
  }

  private Set<String> heard() {
    Long succeeding = succeedingSince.get();
    if (succeeding == null) {
      return Set.of();
    }
    long now = nanos.getAsLong();
    return promisedAt.entrySet().stream()
        .filter(promise -> now - later(promise.getValue(), succeeding) >= leaseNanos)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
