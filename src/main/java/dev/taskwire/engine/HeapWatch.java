package dev.taskwire.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the heap is nearly full of what is in use: then nothing new is taken on, so that what
 * runs can go on. Looks once a tick; thread-safe.
 */
final class HeapWatch {
  /*
   * What is occupied says little, since garbage is collected when room is needed: what counts is what the last collection left. That
   * number is old when the memory was freed since, so it must be occupied now as well.
   */
  private static final double NEARLY_FULL = 0.85;

  private final Supplier<List<Fill>> fills;
  private volatile boolean isShort;

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

  HeapWatch(Supplier<List<Fill>> fills) {
    this.fills = fills;
  }

  /** The one of this Java machine: where the objects are that stay. */
  static HeapWatch ofThisMachine() {
    List<MemoryPoolMXBean> lasting =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .toList();
    return new HeapWatch(() -> lasting.stream().map(Fill::of).toList());
  }

  void look() {
    isShort = fills.get().stream().anyMatch(Fill::isNearlyFull);
  }

  /** What the last look saw. */
  boolean isShort() {
    return isShort;
  }
}
