package dev.taskwire.stream;

import dev.taskwire.settings.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams whose time is the test's. The loops run on threads of their own; {@link #settle} waits
 * until they have done everything that was to be done, so a test needs no time to pass.
 */
final class Delivery {
  private static final int ROUNDS = 8;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final List<DeliveryLoop> running = new CopyOnWriteArrayList<>();
  final List<Thread> threads = new CopyOnWriteArrayList<>();
  final DeliveryLoops loops = new DeliveryLoops(this::run, nanos::get);
  final EventStreams streams;
  volatile boolean memoryIsShort;
  volatile Runnable beforeThread = () -> {};

  Delivery(int maxStreams) {
    streams =
        new EventStreams(
            loops,
            new StreamSettings(maxStreams, Duration.ofSeconds(15), Duration.ofSeconds(10)),
            nanos::get,
            () -> memoryIsShort);
  }

  private void run(Runnable loop) {
    beforeThread.run();
    running.add((DeliveryLoop) loop);
    Thread thread = new Thread(loop, "delivery of a test");
    threads.add(thread);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until every loop has run what was queued, and its tick if one is due. */
  void settle() {
    for (int round = 0; round < ROUNDS; round++) {
      for (DeliveryLoop loop : running) {
        CountDownLatch reached = new CountDownLatch(1);
        loop.wake(
            new Deliverable() {
              @Override
              void deliver() {
                reached.countDown();
              }
            });
        await(reached);
      }
    }
  }

  /** Lets time pass in quarters of a second, with everything that falls due. */
  void pass(double seconds) {
    settle();
    for (int i = 0; i < seconds * 4; i++) {
      nanos.addAndGet(Duration.ofMillis(250).toNanos());
      settle();
    }
  }

  /** Holds the loops up, all at once, until what is returned is run. */
  Runnable stall() {
    CountDownLatch held = new CountDownLatch(running.size());
    CountDownLatch goOn = new CountDownLatch(1);
    for (DeliveryLoop loop : running) {
      loop.wake(
          new Deliverable() {
            @Override
            void deliver() {
              held.countDown();
              await(goOn);
            }
          });
    }
    await(held);
    return goOn::countDown;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  void close() throws InterruptedException {
    for (DeliveryLoop loop : running) {
      loop.stop(Duration.ofDays(1).toNanos());
    }
  }
}
