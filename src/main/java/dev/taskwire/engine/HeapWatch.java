package dev.taskwire.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the heap is nearly full of what is in use: then nothing new is taken on, so that what
 * runs can go on. Thread-safe.
 */
final class HeapWatch {
  /*
   * What is occupied says little, since garbage is collected when room is needed: what counts is what the last collection left. That
   * number is old when the memory was freed since, so it must be occupied now as well. And since nobody collects while nothing new is
   * taken on, a collection is asked for after 5 s of shortage, 10 s, 20 s and so on: each may stop everything for a moment.
   */
  private static final double NEARLY_FULL = 0.8;

  private static final int FIRST_COLLECTION = 5;

  private final Supplier<List<Fill>> fills;
  private final Runnable collector;
  private volatile boolean isShort;
  private int looksWhileShort;
  private int nextCollection = FIRST_COLLECTION;

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

  HeapWatch(Supplier<List<Fill>> fills, Runnable collector) {
    this.fills = fills;
    this.collector = collector;
  }

  /** The one of this Java machine: where the objects are that stay. */
  static HeapWatch ofThisMachine() {
    List<MemoryPoolMXBean> lasting =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .toList();
    return new HeapWatch(() -> lasting.stream().map(Fill::of).toList(), System::gc);
  }

  /** Looks at the heap; one thread at a time, once a second. */
  void look() {
    isShort = fills.get().stream().anyMatch(Fill::isNearlyFull);
    looksWhileShort = isShort ? looksWhileShort + 1 : 0;
    if (looksWhileShort == 0) {
      nextCollection = FIRST_COLLECTION;
    } else if (looksWhileShort >= nextCollection) {
      nextCollection *= 2;
      collector.run();
    }
  }

  /** What the last look saw. */
  boolean isShort() {
    return isShort;
  }
}
