package dev.taskwire.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LogListenersTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final EventLog log = new EventLog("1", 100);
  private final AtomicInteger told = new AtomicInteger();

  private void report() {
    log.appendProgress(Instant.EPOCH, "one more", 0.5);
    log.announce();
  }

  private void end() {
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
    log.announce();
  }

  @Test
  void thoseWhoWaitForTheEnd_areNotToldOfReports() {
    for (int i = 0; i < 1000; i++) {
      log.listeners().addForEnd(told::incrementAndGet);
    }
    for (int i = 0; i < 100; i++) {
      report();
    }
    assertEquals(0, told.get());
    end();
    assertEquals(1000, told.get());
  }

  @Test
  void thoseWhoWaitForEach_areToldOfAll() {
    log.listeners().add(told::incrementAndGet);
    report();
    report();
    end();
    assertEquals(3, told.get());
  }

  @Test
  void whoLeft_isNotTold() {
    Runnable listener = told::incrementAndGet;
    log.listeners().addForEnd(listener);
    assertTrue(log.listeners().hasOthers());
    log.listeners().removeForEnd(listener);
    assertFalse(log.listeners().hasOthers());
    end();
    assertEquals(0, told.get());
  }

  @Test
  void oneThatThrows_doesNotKeepItFromTheOthers() {
    log.listeners()
        .addForEnd(
            () -> {
              throw new IllegalStateException("on purpose");
            });
    log.listeners().addForEnd(told::incrementAndGet);
    end();
    assertEquals(1, told.get());
  }

  @RepeatedTest(200)
  void whoComesWhileTheEndIsAppended_learnsOfIt() throws InterruptedException {
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                if (log.listeners().awaitEnd(LONG)) {
                  told.incrementAndGet();
                }
              });
      waiting.add(thread);
      thread.start();
    }
    end();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertEquals(4, told.get());
  }

  @Test
  void await_withoutTime_doesNotWait() {
    assertFalse(log.listeners().awaitEnd(Duration.ZERO));
    end();
    assertTrue(log.listeners().awaitEnd(Duration.ZERO));
  }
}
