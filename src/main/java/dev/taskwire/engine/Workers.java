package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskRejectedException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Admission: how many tasks run at once and how many wait. The servers' pools have other limits or
 * none, so these are ours.
 *
 * <p>{@code admitted = running + pending}, and an admitted task leaves exactly once: it ran, it was
 * removed while it waited, or it was abandoned. Thread-safe.
 */
final class Workers {
  /*
   * A task that ends while it waits is discarded, by whoever ended it. submit() looks at the status under the lock that discard()
   * takes after the end: a task that ended before it was queued is not queued, and one that ends later is found in the queue.
   * A place that comes back while there is no memory to look into the queue is owed, and given back by the next tick.
   */
  private final int maxWorkers;
  private final int maxPending;
  private final Predicate<TaskExecution> dispatcher;
  private final Runnable whenFree;

  @GuardedBy("this")
  private final WaitingLine queue = new WaitingLine();

  @GuardedBy("this")
  private int admitted;

  @GuardedBy("this")
  private int running;

  @GuardedBy("this")
  private int owed;

  @GuardedBy("this")
  private boolean stopped;

  @GuardedBy("this")
  private boolean draining;

  /**
   * Creates workers that are all free.
   *
   * @param dispatcher has the task run on another thread, which calls {@link #release} in the end;
   *     {@code false} if it cannot; it never throws
   */
  Workers(int maxWorkers, int maxPending, Predicate<TaskExecution> dispatcher) {
    this(maxWorkers, maxPending, dispatcher, () -> {});
  }

  /**
   * Creates workers that are all free.
   *
   * @param whenFree told, under a lock, that a worker has nothing to do; it does not block
   */
  Workers(int maxWorkers, int maxPending, Predicate<TaskExecution> dispatcher, Runnable whenFree) {
    this.whenFree = whenFree;
    this.maxWorkers = maxWorkers;
    this.maxPending = maxPending;
    this.dispatcher = dispatcher;
  }

  /**
   * Takes a place for a task, to be used by {@link #submit}.
   *
   * @throws TaskRejectedException if there is none, or the server is stopping or being drained
   */
  synchronized void reserve() {
    refuseIfClosed();
    if (admitted >= maxWorkers + maxPending) {
      throw new TaskRejectedException(
          "The queue is full: "
              + running
              + " tasks are running and "
              + (admitted - running)
              + " are waiting. Try again later.");
    }
    admitted++;
  }

  /**
   * Takes the place of a task that a worker can run at once, to be used by {@link #submit}. {@code
   * false}: no worker is free, or none is to be.
   */
  synchronized boolean reserveWorker() {
    if (stopped || draining || admitted >= maxWorkers) {
      return false;
    }
    admitted++;
    return true;
  }

  /** How many workers have nothing to do; 0 while they are not to have. */
  synchronized int free() {
    return stopped || draining ? 0 : Math.max(0, maxWorkers - admitted);
  }

  /**
   * Refuses new tasks, wherever they are to run.
   *
   * @throws TaskRejectedException if the server is stopping or being drained
   */
  synchronized void refuseIfClosed() {
    if (stopped) {
      throw new TaskRejectedException("The server is stopping and takes no new tasks.");
    }
    if (draining) {
      throw new TaskRejectedException("The server is being drained and takes no new tasks.");
    }
  }

  /** Gives back a place that was taken and cannot be used. */
  synchronized void unreserve() {
    admitted--;
    whenFree.run();
  }

  /** Has the task run now, or when a worker is free; not if it was cancelled meanwhile. */
  void submit(TaskExecution execution) {
    synchronized (this) {
      if (running >= maxWorkers) {
        if (execution.state().isOver()) {
          admitted--;
        } else {
          queue.add(execution);
        }
        return;
      }
      running++;
    }
    if (!dispatcher.test(execution)) {
      release();
    }
  }

  /**
   * A worker is free again: its task ran, or was abandoned. The longest waiting task is next. Never
   * throws.
   */
  void release() {
    TaskExecution next;
    do {
      next = releaseAndTake();
    } while (next != null && !dispatcher.test(next));
  }

  /** Gives back the places for which there was no memory before. */
  void settle() {
    int due;
    synchronized (this) {
      due = owed;
      owed = 0;
    }
    for (int i = 0; i < due; i++) {
      release();
    }
  }

  /** Removes a task that ended while it waited. Nothing happens if it does not wait. */
  synchronized void discard(TaskExecution execution) {
    if (queue.remove(execution)) {
      admitted--;
    }
  }

  /** The place of a task among the waiting: 1 is next, 0 means that it does not wait. */
  synchronized int placeOf(TaskExecution execution) {
    return queue.placeOf(execution);
  }

  /** Takes no task from now on. */
  synchronized void stop() {
    stopped = true;
  }

  /** Takes no task while this is {@code on}; those that were admitted go on. */
  synchronized void drain(boolean on) {
    draining = on;
  }

  synchronized boolean isDraining() {
    return draining;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  synchronized int running() {
    return running;
  }

  synchronized int pending() {
    return admitted - running;
  }

  /**
   * A worker is free again, and takes the longest waiting task itself, if there is one. Never
   * throws.
   */
  synchronized @Nullable TaskExecution releaseAndTake() {
    try {
      TaskExecution next = queue.poll();
      admitted--;
      if (next == null) {
        running--;
        whenFree.run();
      }
      return next;
    } catch (OutOfMemoryError | StackOverflowError shortage) {
      owed++;
      return null;
    }
  }
}
