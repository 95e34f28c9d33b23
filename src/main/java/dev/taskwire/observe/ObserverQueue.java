package dev.taskwire.observe;

import dev.taskwire.TaskEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What one observer is still to be told, in order, by one thread at a time. Thread-safe. */
final class ObserverQueue {
  /*
   * Whoever raises `behind` from zero asks for a thread, which stays until it has brought it back to zero: so there is one at most, and
   * nothing waits without one. If none could be had, the queue is stranded, and the next tick asks again.
   */
  private final Queue<Supplier<TaskEvent>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger behind = new AtomicInteger();
  private final AtomicBoolean stranded = new AtomicBoolean();
  private final Executor threads;
  private final Consumer<TaskEvent> observer;

  /**
   * Creates an empty queue.
   *
   * @param threads give the queue one when it has something to tell
   * @param observer is told; what it throws is its own business
   */
  ObserverQueue(Executor threads, Consumer<TaskEvent> observer) {
    this.threads = threads;
    this.observer = observer;
  }

  void add(Supplier<TaskEvent> news) {
    waiting.add(news);
    if (behind.getAndIncrement() == 0) {
      askForThread();
    }
  }

  /** Asks again, if there was no thread. */
  void unstrand() {
    if (stranded.compareAndSet(true, false)) {
      askForThread();
    }
  }

  /** How many events it has not been told, or is being told. */
  int behind() {
    return behind.get();
  }

  private void askForThread() {
    try {
      threads.execute(this::tellAll);
    } catch (RuntimeException | Error refused) {
      stranded.set(true);
    }
  }

  private void tellAll() {
    do {
      try {
        Supplier<TaskEvent> next = waiting.poll();
        if (next != null) {
          observer.accept(next.get());
        }
      } catch (RuntimeException | Error notTold) {
        // its own report has failed as well: there is no memory, and the next one may be told
      }
    } while (behind.decrementAndGet() > 0);
  }
}
