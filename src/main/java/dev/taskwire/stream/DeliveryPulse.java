package dev.taskwire.stream;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A delivery to nobody, which shows that a loop is alive and how long those wait that it writes to.
 * Thread-safe; one is under way at most.
 */
final class DeliveryPulse extends Deliverable {
  private final LongSupplier nanoTime;
  private @Nullable LongConsumer answer;
  private long sentAt;

  DeliveryPulse(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Sends one on {@code loop}, unless the last has not come back. */
  void send(DeliveryLoop loop, LongConsumer delayNanos) {
    synchronized (this) {
      if (answer != null) {
        return;
      }
      answer = delayNanos;
      sentAt = nanoTime.getAsLong();
    }
    loop.wake(this);
  }

  /** How long one is under way, in nanoseconds; 0 if none is. */
  synchronized long silence() {
    return answer == null ? 0 : nanoTime.getAsLong() - sentAt;
  }

  @Override
  void deliver() {
    LongConsumer waiting;
    long delay;
    synchronized (this) {
      waiting = answer;
      answer = null;
      delay = nanoTime.getAsLong() - sentAt;
    }
    if (waiting != null) {
      waiting.accept(delay);
    }
  }
}
