package dev.taskwire.thread;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a worker's thread between two tasks. */
@Timeout(30)
class WorkerPoolTest {
  private volatile boolean threadIsClean = true;
  private volatile boolean cleanlinessFails;
  private final WorkerPool pool = new WorkerPool(Thread::new, this::isClean);

  private boolean isClean() {
    if (cleanlinessFails) {
      throw new IllegalStateException("made by the test");
    }
    return threadIsClean;
  }

  @AfterEach
  void stop() {
    pool.shutdown();
  }

  private Thread run() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    pool.execute(() -> ran.complete(Thread.currentThread()));
    return ran.join();
  }

  private static void untilIdle(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void execute_whileAThreadWaits_isRunByIt() {
    Thread first = run();
    untilIdle(first);
    assertSame(first, run());
  }

  @Test
  void thread_thatIsNotClean_endsAfterItsJob() throws InterruptedException {
    threadIsClean = false;
    Thread first = run();
    first.join();
    assertNotSame(first, run());
  }

  @Test
  void thread_ofWhichNobodyCanTell_endsAfterItsJob() throws InterruptedException {
    cleanlinessFails = true;
    run().join();
  }

  @Test
  void shutdown_endsTheThreadsThatWait() throws InterruptedException {
    Thread first = run();
    untilIdle(first);
    pool.shutdown();
    first.join();
  }
}
