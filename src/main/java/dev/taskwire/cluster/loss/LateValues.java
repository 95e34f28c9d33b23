package dev.taskwire.cluster.loss;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Small values that are to be replaced as soon as the engine can be reached: what came of a start
 * with a key, for which others wait. {@link #replace} may be called on any thread, {@link #look} on
 * the heartbeat's.
 */
final class LateValues {
  private static final Logger LOG = Logger.getLogger(LateValues.class.getName());
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST = 1000;

  private final ClusterEngine engine;
  private final LongSupplier nanos;
  private final Queue<Late> late = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  LateValues(ClusterEngine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
  }

  /** Replaces it now or, if the engine is away, with a later {@link #look}. */
  void replace(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    try {
      engine.replace(key, expected, value, life);
    } catch (EngineUnavailableException away) {
      LOG.log(Level.FINE, "What came of a start is told to others when the engine is back", away);
      if (count.incrementAndGet() > MOST) {
        count.decrementAndGet(); // the key is free again in a minute
      } else {
        late.add(new Late(key, expected, value, life, nanos.getAsLong()));
      }
    }
  }

  /** Replaces what was late. */
  void look() {
    for (Late next = late.peek(); next != null; next = late.peek()) {
      if (nanos.getAsLong() - next.since() < MINUTE) {
        engine.replace(next.key(), next.expected(), next.value(), next.life());
      }
      late.remove();
      count.decrementAndGet();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Late(
      String key, byte[] expected, byte @Nullable [] value, Duration life, long since) {}
}
