package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskRejectedException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
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
   */
  private final int maxWorkers;
  private final int maxPending;
  private final Predicate<TaskExecution> dispatcher;

  @GuardedBy("this")
  private final Set<TaskExecution> queue = new LinkedHashSet<>();

  @GuardedBy("this")
  private int admitted;

  @GuardedBy("this")
  private int running;

  @GuardedBy("this")
  private boolean stopped;

  /**
   * Creates workers that are all free.
   *
   * @param dispatcher has the task run on another thread, which calls {@link #release} in the end;
   *     {@code false} if it cannot
   */
  Workers(int maxWorkers, int maxPending, Predicate<TaskExecution> dispatcher) {
    this.maxWorkers = maxWorkers;
    this.maxPending = maxPending;
    this.dispatcher = dispatcher;
  }

  /**
   * Takes a place for a task, to be used by {@link #submit}.
   *
   * @throws TaskRejectedException if there is none, or the server is stopping
   */
  synchronized void reserve() {
    if (stopped) {
      throw new TaskRejectedException("The server is stopping and takes no new tasks.");
    }
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

  /** Gives back a place that was taken and cannot be used. */
  synchronized void unreserve() {
    admitted--;
  }

  /** Has the task run now, or when a worker is free; not if it was cancelled meanwhile. */
  void submit(TaskExecution execution) {
    synchronized (this) {
      if (running >= maxWorkers) {
        if (execution.status().isTerminal()) {
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

  /** A worker is free again: its task ran, or was abandoned. The longest waiting task is next. */
  void release() {
    TaskExecution next;
    do {
      next = releaseAndTake();
    } while (next != null && !dispatcher.test(next));
  }

  /** Removes a task that ended while it waited. Nothing happens if it does not wait. */
  synchronized void discard(TaskExecution execution) {
    if (queue.remove(execution)) {
      admitted--;
    }
  }

  /** Takes no task from now on. */
  synchronized void stop() {
    stopped = true;
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

  /** A worker is free again, and takes the longest waiting task itself, if there is one. */
  synchronized @Nullable TaskExecution releaseAndTake() {
    admitted--;
    Iterator<TaskExecution> waiting = queue.iterator();
    if (!waiting.hasNext()) {
      running--;
      return null;
    }
    TaskExecution next = waiting.next();
    waiting.remove();
    return next;
  }
}
