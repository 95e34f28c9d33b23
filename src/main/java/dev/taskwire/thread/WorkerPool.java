package dev.taskwire.thread;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run tasks: made when they are needed, kept for a minute after. How many there
 * are is decided by the engine, and by tasks that were abandoned and hold theirs. Thread-safe.
 */
public final class WorkerPool extends ThreadPoolExecutor {
  private final BooleanSupplier threadIsClean;

  /**
   * Creates a pool that has no thread yet.
   *
   * @param threadIsClean whether the calling thread may be kept after its job
   */
  public WorkerPool(ThreadFactory threads, BooleanSupplier threadIsClean) {
    super(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), threads);
    this.threadIsClean = threadIsClean;
  }

  @Override
  protected void afterExecute(Runnable job, @Nullable Throwable failure) {
    if (failure == null && !isClean()) {
      // what is thrown here ends the thread, and the pool makes another when one is needed
      Thread.currentThread().setUncaughtExceptionHandler((thread, given) -> {});
      throw new ThreadIsDone();
    }
  }

  private boolean isClean() {
    try {
      return threadIsClean.getAsBoolean();
    } catch (RuntimeException | Error unknown) {
      return false;
    }
  }

  /** Ends a thread on which a task left a transaction. */
  private static final class ThreadIsDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ThreadIsDone() {
      super("a task left a transaction on this thread", null, false, false);
    }
  }
}
