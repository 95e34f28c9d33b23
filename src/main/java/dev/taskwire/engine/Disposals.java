package dev.taskwire.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Destroys the instances of tasks that never ran, which is author's code as well: on threads of
 * workers, never on that of whoever ended the task. Thread-safe.
 */
final class Disposals {
  /*
   * A lane takes from the queue until it is empty, gives up its place and looks once more; whoever adds looks for a place afterwards.
   * So nothing is left without a lane, unless there is no thread for one: then the next tick asks again.
   */
  private static final int LANES = 4;

  private final Queue<TaskExecution> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lanes = new AtomicInteger();
  private final Executor threads;
  private final Consumer<TaskExecution> disposal;
  private volatile boolean held;

  /**
   * Creates it with nothing to do.
   *
   * @param threads have the lanes run
   * @param disposal destroys the instance of one task
   */
  Disposals(Executor threads, Consumer<TaskExecution> disposal) {
    this.threads = threads;
    this.disposal = disposal;
  }

  void add(TaskExecution execution) {
    waiting.add(execution);
    openLane();
  }

  /** From now on what is added waits for {@link #resume}. */
  void hold() {
    held = true;
  }

  /** Does all that was added meanwhile. */
  void resume() {
    held = false;
    for (int i = 0; i < LANES; i++) {
      openLane();
    }
  }

  /** Goes on with what is left, if no thread could be had before. */
  void openLane() {
    if (held || waiting.isEmpty()) {
      return;
    }
    if (lanes.incrementAndGet() > LANES) {
      lanes.decrementAndGet();
      return;
    }
    try {
      threads.execute(this::work);
    } catch (RuntimeException | Error refused) {
      lanes.decrementAndGet();
    }
  }

  /** Whether nothing is left to do, or being done. */
  boolean isQuiet() {
    return waiting.isEmpty() && lanes.get() == 0;
  }

  private void work() {
    try {
      TaskExecution next = waiting.poll();
      while (next != null && !held) {
        dispose(next);
        next = waiting.poll();
      }
      if (next != null) {
        waiting.add(next);
      }
    } finally {
      lanes.decrementAndGet();
    }
    openLane();
  }

  private void dispose(TaskExecution execution) {
    Guarded.run(() -> disposal.accept(execution));
  }
}
