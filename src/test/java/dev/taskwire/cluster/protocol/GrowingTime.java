package dev.taskwire.cluster.protocol;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Microseconds, none twice: what comes later is later. Thread-safe. */
public final class GrowingTime implements LongSupplier {
  private final AtomicLong last = new AtomicLong();

  @Override
  public long getAsLong() {
    return last.updateAndGet(before -> Math.max(before + 1, System.currentTimeMillis() * 1000));
  }
}
