package dev.taskwire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BaseTaskTest {
  private final CopyTask task = new CopyTask();

  @Test
  void isCancelled_notBound_isFalse() {
    assertFalse(task.isCancelled());
    assertDoesNotThrow(task::throwIfCancelled);
  }

  @Test
  void isCancelled_requested_isTrueAtOnce() {
    CancellationSource source = CancellationSource.bindTo(task);
    assertFalse(task.isCancelled());
    source.request();
    assertTrue(task.isCancelled());
    assertTrue(source.isRequested());
  }

  @Test
  void throwIfCancelled_requested_throws() {
    CancellationSource.bindTo(task).request();
    CancellationException thrown =
        assertThrows(CancellationException.class, task::throwIfCancelled);
    assertEquals("Task was cancelled", thrown.getMessage());
  }

  @Test
  void bindTo_alreadyRunning_isRefusedWithASentence() {
    CancellationSource.bindTo(task);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> CancellationSource.bindTo(task));
    assertEquals(
        "This CopyTask is already running; create a new instance for each run",
        thrown.getMessage());
  }

  @Test
  void bindTo_afterRelease_startsAFreshRun() {
    CancellationSource first = CancellationSource.bindTo(task);
    first.request();
    first.release();
    CancellationSource.bindTo(task);
    assertFalse(task.isCancelled());
  }

  @Test
  @Timeout(10)
  void bindTo_whileAnotherThreadHoldsTheLockOfTheTask_doesNotWait() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch bound = new CountDownLatch(1);
    Thread author =
        new Thread(
            () -> {
              synchronized (task) {
                held.countDown();
                await(bound);
              }
            });
    author.start();
    held.await();
    CancellationSource.bindTo(task);
    bound.countDown();
    author.join();
  }

  @Test
  void bindTo_byManyAtOnce_letsOneIn() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      CopyTask contended = new CopyTask();
      AtomicInteger won = new AtomicInteger();
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(new Thread(() -> bindAfter(go, contended, won)));
      }
      all.forEach(Thread::start);
      go.countDown();
      for (Thread thread : all) {
        thread.join();
      }
      assertEquals(1, won.get());
    }
  }

  private static void bindAfter(CountDownLatch go, CopyTask task, AtomicInteger won) {
    await(go);
    try {
      CancellationSource.bindTo(task);
      won.incrementAndGet();
    } catch (IllegalStateException lost) {
      // another one won
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class CopyTask extends BaseTask<String, String> {
    @Override
    public String execute(ProgressHandle progress, String params) {
      return params;
    }
  }
}
