package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.lifecycle.Clock;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.type.TaskInstances;
import dev.taskwire.type.TaskTypes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many tasks were run: what is left of them is what is retained. */
class SoakTest {
  private static final int RETAINED = 10_000;
  private static final int ALL = 1_000_000;
  private static final int AT_ONCE = 100;

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final TaskEngine engine =
      new TaskEngine(
          TaskSettings.from(new SettingsReader(key -> Optional.empty())),
          Clock.SYSTEM,
          new EngineParts(
              threads,
              Runnable::run,
              () -> true,
              new NoInstances(),
              params -> {},
              () -> "/api",
              new DeliveryLoops(threads, System::nanoTime),
              () -> TaskTypes.of(List.of(), key -> false),
              new HeapWatch(List::of, System::gc, System::nanoTime),
              List.of(new Releases()),
              SharedTasks.none()));

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdown();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
  }

  @Test
  void engine_afterVeryManyTasks_holdsNoMoreThanAfterTheRetainedOnes() throws InterruptedException {
    // twice: as many ids of removed tasks are remembered
    run(2 * RETAINED);
    long bytes = liveBytes();
    int live = ManagementFactory.getThreadMXBean().getThreadCount();

    run(ALL - 2 * RETAINED);

    assertEquals(RETAINED, engine.tasks().size(), "as many as tasks.max-retained");
    assertTrue(ManagementFactory.getThreadMXBean().getThreadCount() <= live);
    double growth = (double) liveBytes() / bytes;
    assertTrue(growth < 1.05, growth + " times as many bytes");
  }

  private void run(int tasks) throws InterruptedException {
    for (int i = 0; i < tasks; i++) {
      free.acquire();
      engine.startTask(new TestEngine.BodyTask((task, progress) -> "done"), "params");
    }
    free.acquire(AT_ONCE);
    free.release(AT_ONCE);
    engine.tick();
  }

  private static long liveBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private final class Releases implements TaskListener {
    @Override
    public void finished(TaskFacts task) {
      free.release();
    }
  }

  private static final class NoInstances implements TaskInstances {
    @Override
    public <T extends dev.taskwire.BaseTask<?, ?>> Created<T> create(Class<T> taskClass) {
      throw new UnsupportedOperationException("every task is given as an instance");
    }
  }
}
