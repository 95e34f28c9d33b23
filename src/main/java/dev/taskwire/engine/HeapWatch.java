package dev.taskwire.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the heap is nearly full of what is in use: then nothing new is taken on, so that what
 * runs can go on. Thread-safe.
 */
final class HeapWatch {
  /*
   * What is occupied says little, since garbage is collected when room is needed: what counts is what the last collection left. That
   * number is old when the memory was freed since, so a shortage is believed only after a collection that was asked for, by the tick, on
   * its own thread; while somebody is refused meanwhile, the next one comes after 1 s, then 2 s, 4 s and so on, since each may stop
   * everything for a moment. Whoever starts something reads one field.
   */
  private static final double NEARLY_FULL = 0.8;

  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

  private final Supplier<List<Fill>> fills;
  private final Runnable collector;
  private final LongSupplier nanoTime;
  private volatile boolean isShort;
  private volatile boolean someWereRefused;
  private long pause;
  private long lastCollection;

  /**
   * What a part of the heap holds, in bytes.
   *
   * @param left what the last collection of it left; 0 before the first
   * @param now what it holds now, garbage included
   * @param most what it may hold; negative if that is not limited
   */
  record Fill(long left, long now, long most) {
    static Fill of(MemoryPoolMXBean pool) {
      MemoryUsage now = pool.getUsage();
      MemoryUsage left = pool.getCollectionUsage();
      return new Fill(left == null ? 0 : left.getUsed(), now.getUsed(), now.getMax());
    }

    boolean isNearlyFull() {
      return most > 0 && Math.min(left, now) > NEARLY_FULL * most;
    }
  }

  HeapWatch(Supplier<List<Fill>> fills, Runnable collector, LongSupplier nanoTime) {
    this.fills = fills;
    this.collector = collector;
    this.nanoTime = nanoTime;
  }

  /** The one of this Java machine: where the objects are that stay. */
  static HeapWatch ofThisMachine() {
    List<MemoryPoolMXBean> lasting =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .toList();
    return new HeapWatch(
        () -> lasting.stream().map(Fill::of).toList(), System::gc, System::nanoTime);
  }

  /** Looks at the heap, and may collect garbage to be sure; to be called by the tick alone. */
  void look() {
    boolean nearlyFull = isNearlyFull();
    if (nearlyFull && isCollectionDue()) {
      collector.run();
      lastCollection = nanoTime.getAsLong();
      pause = Math.min(Math.max(FIRST_PAUSE, 2 * pause), LONGEST_PAUSE);
      nearlyFull = isNearlyFull();
    }
    if (!nearlyFull) {
      pause = 0;
    }
    someWereRefused = false;
    isShort = nearlyFull;
  }

  /** Whether nothing new should be taken on. */
  boolean isShort() {
    boolean refused = isShort;
    if (refused) {
      someWereRefused = true;
    }
    return refused;
  }

  private boolean isCollectionDue() {
    return pause == 0 || someWereRefused && nanoTime.getAsLong() - lastCollection >= pause;
  }

  private boolean isNearlyFull() {
    return fills.get().stream().anyMatch(Fill::isNearlyFull);
  }
}
