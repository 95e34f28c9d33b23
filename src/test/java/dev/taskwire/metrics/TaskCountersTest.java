package dev.taskwire.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class TaskCountersTest {
  private final TaskCounters counters = new TaskCounters();

  @Test
  void read_tasksInEveryState_countsEachOnce() {
    FakeTask running = FakeTask.of("copy", TaskStatus.RUNNING, true);
    FakeTask completed = FakeTask.of("copy", TaskStatus.COMPLETED, true);
    FakeTask cancelled = FakeTask.of("copy", TaskStatus.CANCELLED, false);
    FakeTask timedOut =
        new FakeTask(
            "copy",
            TaskStatus.FAILED,
            "timeout",
            true,
            true,
            Duration.ZERO,
            Duration.ofSeconds(300),
            Duration.ofSeconds(300),
            1000,
            744);
    List.of(running, completed, cancelled, timedOut, running).forEach(counters::accepted);
    List.of(running, completed, timedOut).forEach(counters::started);
    List.of(completed, cancelled, timedOut).forEach(counters::finished);
    counters.rejected("copy");

    TypeReading copy = reading("copy");

    assertEquals(5, copy.accepted());
    assertEquals(1, copy.pending());
    assertEquals(1, copy.running());
    assertEquals(1, copy.completed());
    assertEquals(1, copy.failed());
    assertEquals(1, copy.cancelled());
    assertEquals(1, copy.rejected());
    assertEquals(1, copy.timedOut());
    assertEquals(1, copy.abandoned());
    assertEquals(1010, copy.events());
    assertEquals(748, copy.droppedEvents());
    assertEquals(3, copy.waits().count());
    assertEquals(2, copy.runs().count());
    assertEquals(302, copy.runs().sum());
  }

  @Test
  void read_taskEndedBeforeItsStartWasTold_isNotRunning() {
    FakeTask task = FakeTask.of("copy", TaskStatus.FAILED, true);
    counters.accepted(task);
    counters.finished(task);

    assertEquals(0, reading("copy").running());
    assertEquals(0, reading("copy").pending());

    counters.started(task);

    assertEquals(0, reading("copy").running());
    assertEquals(1, reading("copy").failed());
  }

  @Test
  void read_whileTasksComeAndGo_keepsTheRelation() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(2);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(new Thread(() -> live(done)));
    }
    threads.forEach(Thread::start);
    int readings = 0;
    while (done.getCount() > 0 || readings == 0) {
      for (TypeReading now : counters.read()) {
        assertEquals(now.accepted(), sum(now), now::toString);
        assertTrue(now.pending() >= 0 && now.running() >= 0, now::toString);
      }
      readings++;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(100_000, reading("copy").accepted());
    assertEquals(0, reading("copy").running());
  }

  @Test
  void accepted_typesBeyondTheLimit_areCountedTogether() {
    for (int i = 0; i < TaskCounters.MOST_TYPES + 50; i++) {
      counters.accepted(FakeTask.of("type-" + i, TaskStatus.PENDING, false));
    }
    counters.accepted(FakeTask.of("type-0", TaskStatus.PENDING, false));

    assertEquals(TaskCounters.MOST_TYPES + 1, counters.read().size());
    assertEquals(50, reading(TaskCounters.OTHER).accepted());
    assertEquals(2, reading("type-0").accepted());
  }

  private void live(CountDownLatch done) {
    for (int i = 0; i < 50_000; i++) {
      boolean runs = ThreadLocalRandom.current().nextBoolean();
      TaskStatus end = runs ? TaskStatus.COMPLETED : TaskStatus.CANCELLED;
      FakeTask task = FakeTask.of("copy", end, runs);
      counters.accepted(task);
      if (runs) {
        counters.started(task);
      }
      counters.finished(task);
    }
    done.countDown();
  }

  private static long sum(TypeReading now) {
    return now.pending() + now.running() + now.completed() + now.failed() + now.cancelled();
  }

  private TypeReading reading(String type) {
    return counters.read().stream()
        .filter(reading -> reading.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
