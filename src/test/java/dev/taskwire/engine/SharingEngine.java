package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.stream.DeliveryLoops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** An engine that shares its tasks, on threads of its own, without a server. */
public final class SharingEngine {
  private static final ThreadFactory THREADS =
      job -> {
        Thread thread = new Thread(job, "sharing engine of a test");
        thread.setDaemon(true);
        return thread;
      };

  private final ExecutorService threads = Executors.newCachedThreadPool(THREADS);
  private final TaskEngine engine;

  /**
   * Creates it, and opens what is shared.
   *
   * @param settings by key
   * @param ahead how wrong its wall clock is
   */
  public SharingEngine(SharedTasks shared, Map<String, String> settings, Duration ahead) {
    engine =
        new TaskEngine(
            TaskSettings.from(new SettingsReader(key -> Optional.ofNullable(settings.get(key)))),
            new WrongClock(ahead),
            new EngineParts(
                threads,
                Runnable::run,
                () -> true,
                new TaskInstances() {
                  @Override
                  public <T extends BaseTask<?, ?>> Created<T> create(Class<T> taskClass) {
                    throw new AssertionError("not used here");
                  }
                },
                params -> {},
                () -> "/api",
                new DeliveryLoops(threads, System::nanoTime),
                new HeapWatch(List::of, System::gc, System::nanoTime),
                List.of(),
                shared));
    shared.open(engine, THREADS);
  }

  /** The engine. */
  public TaskEngine engine() {
    return engine;
  }

  /** Starts what a test does. */
  public String start(Body body) {
    return engine.startTask(new BodyTask(body), null).taskId();
  }

  /** Stops as a server does. */
  public void stop() {
    engine.shutDown();
    threads.shutdownNow();
  }

  /** What a task does. */
  public interface Body {
    /** Does it. */
    Object execute(BaseTask<?, ?> task, ProgressHandle progress) throws Exception;
  }

  private record WrongClock(Duration ahead) implements Clock {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  private static final class BodyTask extends BaseTask<Void, Object> {
    private final Body body;

    BodyTask(Body body) {
      this.body = body;
    }

    @Override
    public Object execute(ProgressHandle progress, Void params) throws Exception {
      return body.execute(this, progress);
    }
  }
}
