package dev.taskwire.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what is neither a task nor a delivery, one a job, kept for a minute. Thread-safe. */
public final class BackgroundThreads implements Executor {
  private final ThreadPoolExecutor pool;
  private final Executor nobody;

  public BackgroundThreads(ThreadFactory threads, Executor nobody) {
    this.pool =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), threads);
    this.nobody = nobody;
  }

  @Override
  public void execute(Runnable job) {
    pool.execute(job);
  }

  /**
   * Calls other people's code on this thread, in the application's context and as nobody, and puts
   * back what it leaves on the thread.
   */
  public void callAsNobody(Runnable code) {
    WorkerThread thread = new WorkerThread();
    try {
      nobody.execute(code);
    } finally {
      thread.restore();
    }
  }

  /** Takes no job from now on. */
  public void shutDown() {
    pool.shutdown();
  }
}
