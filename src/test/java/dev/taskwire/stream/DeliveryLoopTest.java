package dev.taskwire.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop whose next tick is a day away: it goes on when it is woken, or never. */
@Timeout(60)
class DeliveryLoopTest {
  private static final int TIMES = 2000;

  private final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(1));
  private final DeliveryLoop loop = new DeliveryLoop(Runnable::run, nanos::get);
  private final Thread thread = new Thread(loop, "loop of a test");

  @BeforeEach
  void start() throws InterruptedException {
    thread.start();
    deliver(DeliveryLoop::wake);
    nanos.set(0);
  }

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop(0);
    thread.join();
  }

  private void deliver(BiConsumer<DeliveryLoop, Deliverable> wake) throws InterruptedException {
    CountDownLatch delivered = new CountDownLatch(1);
    wake.accept(
        loop,
        new Deliverable() {
          @Override
          void deliver() {
            delivered.countDown();
          }
        });
    delivered.await();
  }

  @Test
  void wake_inAnyRest_delivers() throws InterruptedException {
    for (int i = 0; i < TIMES; i++) {
      deliver(DeliveryLoop::wake);
    }
    assertTrue(thread.isAlive());
  }

  @Test
  void interrupt_ofTheLoop_isTaken() throws InterruptedException {
    thread.interrupt();
    deliver(DeliveryLoop::wake);
    while (thread.isInterrupted()) {
      Thread.onSpinWait();
    }
    deliver(DeliveryLoop::wake);
    assertTrue(thread.isAlive());
  }

  @Test
  void wakeSoon_inAnyRest_delivers() throws InterruptedException {
    for (int i = 0; i < TIMES; i++) {
      deliver(DeliveryLoop::wakeSoon);
    }
    assertTrue(thread.isAlive());
  }
}
