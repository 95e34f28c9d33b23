package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a worker's thread between two tasks. */
class KeptThreadsTest {
  private final List<Thread> asked = new CopyOnWriteArrayList<>();
  private volatile boolean threadIsClean = true;
  private KeptThreads kept = keeping(Duration.ofDays(1));

  private KeptThreads keeping(Duration time) {
    return new KeptThreads(this::newThread, () -> threadIsClean, time);
  }

  private void newThread(Runnable job) {
    Thread thread = new Thread(job, "worker of a test");
    thread.setDaemon(true);
    asked.add(thread);
    thread.start();
  }

  @AfterEach
  void close() {
    kept.close();
  }

  private Thread run() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    kept.execute(() -> ran.complete(Thread.currentThread()));
    return ran.join();
  }

  /** Until the thread of the last job waits for the next one. */
  private void untilIdle(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void execute_whileAThreadWaits_isRunByIt() {
    Thread first = run();
    untilIdle(first);
    assertSame(first, run());
    untilIdle(first);
    assertSame(first, run());
    assertEquals(1, asked.size());
  }

  @Test
  void execute_whileTheOnlyThreadIsBusy_asksForAnother() {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    kept.execute(
        () -> {
          busy.complete(Thread.currentThread());
          awaitUnchecked(release);
        });
    assertNotSame(busy.join(), run());
    release.countDown();
  }

  @Test
  @Timeout(10)
  void execute_moreJobsThanThreadsWait_promisesNoThreadTwice() {
    untilIdle(run());
    CountDownLatch both = new CountDownLatch(2);
    Runnable meeting =
        () -> {
          both.countDown();
          awaitUnchecked(both);
        };
    synchronized (kept) {
      // its lock: the thread cannot take the first job before the second is there
      kept.execute(meeting);
      kept.execute(meeting);
    }
    awaitUnchecked(both);
    assertEquals(2, asked.size());
  }

  @Test
  void threadThatIsNotClean_isGivenBack() throws InterruptedException {
    threadIsClean = false;
    Thread first = run();
    first.join();
    assertNotSame(first, run());
  }

  @Test
  void threadThatWaitedLongEnough_isGivenBack() throws InterruptedException {
    kept = keeping(Duration.ZERO);
    run().join();
  }

  @Test
  void close_givesWaitingThreadsBackAndKeepsNone() throws InterruptedException {
    Thread first = run();
    untilIdle(first);
    kept.close();
    first.join();
    run().join();
  }

  @Test
  void interrupt_ofAWaitingThread_givesItBack() throws InterruptedException {
    Thread first = run();
    untilIdle(first);
    first.interrupt();
    first.join();
    assertNotSame(first, run());
  }

  @Test
  void execute_whileThreadsStopWaiting_losesNoJob() {
    int jobs = 20_000;
    kept = keeping(Duration.ofNanos(1000));
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(jobs);
    for (int i = 0; i < jobs; i++) {
      kept.execute(
          () -> {
            ran.incrementAndGet();
            all.countDown();
          });
      Thread.yield();
    }
    awaitUnchecked(all);
    assertEquals(jobs, ran.get());
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
