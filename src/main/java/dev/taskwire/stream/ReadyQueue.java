package dev.taskwire.stream;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Those that wait for their turn on one loop, first come first served. Any thread adds; only the
 * loop's thread takes.
 */
final class ReadyQueue {
  /*
   * Those who wait are linked through themselves, newest first, so adding allocates nothing: a wake-up gets through also when the heap
   * is full. The loop takes the whole chain at once and turns it round. Each is in the chain at most once, by its claim.
   */
  private final AtomicReference<@Nullable Deliverable> newest = new AtomicReference<>();
  private @Nullable Deliverable oldest;

  void add(Deliverable deliverable) {
    Deliverable before;
    do {
      before = newest.get();
      deliverable.next = before;
    } while (!newest.compareAndSet(before, deliverable));
  }

  boolean isEmpty() {
    return oldest == null && newest.get() == null;
  }

  @Nullable Deliverable poll() {
    if (oldest == null && newest.get() != null) {
      oldest = reversed(newest.getAndSet(null));
    }
    Deliverable first = oldest;
    if (first != null) {
      oldest = first.next;
      first.next = null;
    }
    return first;
  }

  private static @Nullable Deliverable reversed(@Nullable Deliverable chain) {
    Deliverable turned = null;
    Deliverable rest = chain;
    while (rest != null) {
      Deliverable following = rest.next;
      rest.next = turned;
      turned = rest;
      rest = following;
    }
    return turned;
  }
}
