package dev.taskwire.data;

/**
 * Counts different values in bounded memory: exactly up to a limit, by an estimate beyond.
 *
 * <p>Keeps 64-bit hashes. When there are more than the limit, it keeps every second hash only, then
 * every fourth, and so on (Wegman's adaptive sampling, in Flajolet 1990); the standard error of the
 * estimate is about {@code 1.2 / sqrt(limit)}. Not thread-safe.
 */
final class DistinctCounter {
  private static final int INITIAL_SLOTS = 16;

  private final int limit;
  private long[] slots = new long[INITIAL_SLOTS];
  private int size;
  private int level;
  private long added;

  DistinctCounter(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be positive, but was " + limit);
    }
    this.limit = limit;
  }

  void add(String value) {
    added++;
    long hash = hash(value);
    if (isSampled(hash) && insert(slots, hash)) {
      size++;
      if (size > limit) {
        level++;
        rebuild(slots.length);
      } else if (size > slots.length / 2) {
        rebuild(slots.length * 2);
      }
    }
  }

  /** The number of different values, never more than were added; exact if {@link #isExact}. */
  long count() {
    return Math.min(added, (long) size << level);
  }

  boolean isExact() {
    return level == 0;
  }

  private boolean isSampled(long hash) {
    return (hash & ((1L << level) - 1)) == 0;
  }

  private void rebuild(int length) {
    long[] rebuilt = new long[length];
    size = 0;
    for (long hash : slots) {
      if (hash != 0 && isSampled(hash) && insert(rebuilt, hash)) {
        size++;
      }
    }
    slots = rebuilt;
  }

  private static boolean insert(long[] slots, long hash) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash;
    return true;
  }

  /**
   * FNV-1a over the UTF-16 units, then the finisher of MurmurHash3, so that every bit depends on
   * every character; never 0.
   */
  private static long hash(String value) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      h = (h ^ value.charAt(i)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h == 0 ? 1L << 63 : h;
  }
}
