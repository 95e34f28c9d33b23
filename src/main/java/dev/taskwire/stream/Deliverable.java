package dev.taskwire.stream;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link DeliveryLoop} does when it is woken. Any number of wake-ups before it
 * runs are one run; a wake-up while it runs is another run.
 */
abstract class Deliverable {
  /** The link of the {@link ReadyQueue} that this waits in; nobody else's. */
  @Nullable Deliverable next;

  private final AtomicBoolean queued = new AtomicBoolean();

  /** Whether the caller has to put this into the queue. */
  final boolean claim() {
    return !queued.get() && queued.compareAndSet(false, true);
  }

  final void run() {
    queued.set(false);
    deliver();
  }

  /** Does a bounded piece of work, on the loop's thread, without blocking. */
  abstract void deliver();
}
