package dev.taskwire.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The few threads that write to all streams. Thread-safe. */
public final class DeliveryLoops {
  private static final int MOST = 4;

  private final List<DeliveryLoop> loops = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * Creates loops, one a core, four at most; each runs from its first stream until {@link #stop}.
   *
   * @param executor gives each loop a thread of its own
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public DeliveryLoops(Executor executor, LongSupplier nanoTime) {
    int count = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < count; i++) {
      loops.add(new DeliveryLoop(executor, nanoTime));
    }
  }

  /**
   * Ends all streams after what they have still to send, then the threads.
   *
   * @param timeout how long to wait for streams and threads each, in milliseconds
   * @throws InterruptedException if interrupted while waiting; the threads end all the same
   */
  public void stop(long timeout) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
    stopped = true;
    loops.forEach(DeliveryLoop::closeSinks);
    try {
      while (loops.stream().anyMatch(DeliveryLoop::hasSinks) && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } finally {
      for (DeliveryLoop loop : loops) {
        loop.stop(TimeUnit.MILLISECONDS.toNanos(timeout));
      }
    }
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Has each thread answer when its turn comes.
   *
   * @param delayNanos told, on that thread, how long it took; it must not block
   */
  public void pulse(LongConsumer delayNanos) {
    loops.forEach(loop -> loop.pulse(delayNanos));
  }

  /** For how long the thread that answers last has not answered; zero if all have. */
  public Duration silence() {
    return Duration.ofNanos(loops.stream().mapToLong(DeliveryLoop::silence).max().orElse(0));
  }

  int count() {
    return loops.size();
  }

  DeliveryLoop get(int index) {
    return loops.get(index);
  }

  /** Spreads streams evenly. */
  int assign() {
    return Math.floorMod(next.getAndIncrement(), loops.size());
  }
}
