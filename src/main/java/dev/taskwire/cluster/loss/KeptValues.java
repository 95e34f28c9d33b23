package dev.taskwire.cluster.loss;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.cluster.protocol.ClusterEngine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Small values that this server has put into the engine, which are put there again when the engine
 * has lost what it had. Holds so many bytes at most and forgets the oldest first. {@link #look} is
 * called on the heartbeat's thread, everything else on any.
 */
final class KeptValues {
  /** About what an entry takes beside its key and its value. */
  private static final int ENTRY_BYTES = 200;

  /** It is done on the heartbeat's thread: the rest waits for the next one. */
  private static final int LOOKS_OF_A_LEASE = 8;

  /** For so long others may put something in the place of what the engine has lost. */
  static final int CONTESTED_LEASES = 4;

  private final ClusterEngine engine;
  private final LongSupplier nanos;
  private final long mostBytes;
  private final long longestLookNanos;
  private final long contestedNanos;
  private final Rechecks<String> recent;

  @GuardedBy("this")
  private final Map<String, Kept> values = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Set<String> lost = new LinkedHashSet<>();

  @GuardedBy("this")
  private long forgottenAt;

  @GuardedBy("this")
  private long bytes;

  /**
   * Keeps nothing yet.
   *
   * @param leaseNanos within which other servers find out what the engine has lost
   */
  KeptValues(ClusterEngine engine, LongSupplier nanos, long mostBytes, long leaseNanos) {
    this.engine = engine;
    this.nanos = nanos;
    this.mostBytes = mostBytes;
    this.longestLookNanos = leaseNanos / LOOKS_OF_A_LEASE;
    this.contestedNanos = CONTESTED_LEASES * leaseNanos;
    this.recent = new Rechecks<>(nanos, leaseNanos);
  }

  /** This server's value is under the key now, in place of the one before. */
  synchronized void keep(String key, byte[] value, Duration life) {
    forget(key);
    Kept kept = new Kept(value, nanos.getAsLong() + life.toNanos());
    values.put(key, kept);
    recent.add(key);
    bytes += size(key, kept);
    Iterator<Map.Entry<String, Kept>> oldestFirst = values.entrySet().iterator();
    while (bytes > mostBytes && oldestFirst.hasNext()) {
      Map.Entry<String, Kept> oldest = oldestFirst.next();
      bytes -= size(oldest.getKey(), oldest.getValue());
      oldestFirst.remove();
    }
  }

  /** Nothing of this server's is under the key. */
  synchronized void forget(String key) {
    Kept before = values.remove(key);
    if (before != null) {
      bytes -= size(key, before);
    }
  }

  /** The engine has lost what it had. */
  synchronized void engineForgot() {
    forgottenAt = nanos.getAsLong();
    lost.clear();
    lost.addAll(values.keySet());
  }

  /**
   * Puts again what is lost, and once more what was put a lease ago: a failover may have lost that.
   * Goes on where it was if the engine fails in between.
   *
   * <p>Another server may have something under a key for a moment, until it finds out what the
   * engine has lost: so that is tried again for as long as others may take for that.
   */
  void look() {
    long until = nanos.getAsLong() + longestLookNanos;
    for (String key : lost()) {
      if (nanos.getAsLong() - until >= 0) {
        return;
      }
      if (isThere(key)) {
        done(key);
      }
    }
    for (String key : recent.due()) {
      if (nanos.getAsLong() - until >= 0) {
        return;
      }
      isThere(key);
      recent.done();
    }
  }

  /** Whether it is there, or need not be. */
  private boolean isThere(String key) {
    Kept kept = get(key);
    if (kept == null) {
      return true;
    }
    Duration rest = Duration.ofNanos(kept.until() - nanos.getAsLong());
    return rest.isNegative()
        || rest.isZero()
        || Arrays.equals(engine.putIfAbsent(key, kept.value(), rest), kept.value());
  }

  private synchronized List<String> lost() {
    if (nanos.getAsLong() - forgottenAt > contestedNanos) {
      lost.clear();
    }
    return List.copyOf(lost);
  }

  private synchronized @Nullable Kept get(String key) {
    return values.get(key);
  }

  private synchronized void done(String key) {
    lost.remove(key);
  }

  private static long size(String key, Kept kept) {
    return ENTRY_BYTES + 2L * key.length() + kept.value().length;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(byte[] value, long until) {}
}
