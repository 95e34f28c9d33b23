package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tick comes whatever a tick does, and from one thread. */
@Timeout(30)
class TickerTest {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Semaphore ticks = new Semaphore(0);
  private volatile Runnable body = () -> {};
  private final Ticker ticker =
      new Ticker(
          job -> {
            Thread thread = new Thread(job, "ticker of a test");
            threads.add(thread);
            return thread;
          },
          this::tick);

  private void tick() {
    try {
      body.run();
    } finally {
      ticks.release();
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    ticker.stop();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void tick_thatFails_isFollowedByTheNext() throws InterruptedException {
    body =
        () -> {
          throw new OutOfMemoryError("made by the test");
        };
    try (RecordedLog log = new RecordedLog()) {
      ticker.start();
      ticks.acquire(2);
      assertFalse(log.records.isEmpty());
    }
  }

  @Test
  void start_whileItsThreadLives_makesNoOther() throws InterruptedException {
    ticker.start();
    ticks.acquire();
    ticker.start();
    assertEquals(1, threads.size());
  }

  @Test
  void start_afterItsThreadDied_makesAnother() throws InterruptedException {
    CountDownLatch once = new CountDownLatch(1);
    body =
        () -> {
          if (once.getCount() > 0) {
            once.countDown();
            throw TickerTest.<RuntimeException>sneaky(new Exception("no failure that is expected"));
          }
        };
    ticker.start();
    threads.get(0).join();
    ticks.drainPermits();
    ticker.start();
    ticks.acquire();
    assertEquals(2, threads.size());
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void interrupt_isTaken_andTheNextTickComesInItsTime() throws InterruptedException {
    ticker.start();
    ticks.acquire();
    threads.get(0).interrupt();
    ticks.acquire();
    assertFalse(threads.get(0).isInterrupted());
  }

  @Test
  void start_afterTheStop_doesNothing() {
    ticker.stop();
    ticker.start();
    assertEquals(List.of(), threads);
  }
}
