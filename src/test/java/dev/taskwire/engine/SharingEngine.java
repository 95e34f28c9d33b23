package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.type.TaskInstances;
import dev.taskwire.type.TaskTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

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
  private final TaskTypes types;

  /**
   * Creates it, and opens what is shared.
   *
   * @param settings by key
   * @param ahead how wrong its wall clock is
   * @param types those that can be started by name
   */
  public SharingEngine(
      SharedTasks shared,
      Map<String, String> settings,
      Duration ahead,
      List<Class<? extends BaseTask<?, ?>>> types) {
    this.types = TaskTypes.of(types, key -> false);
    engine =
        new TaskEngine(
            TaskSettings.from(new SettingsReader(key -> Optional.ofNullable(settings.get(key)))),
            new WrongClock(ahead),
            new EngineParts(
                threads,
                Runnable::run,
                () -> true,
                new NoArguments(),
                params -> {},
                () -> "/api",
                new DeliveryLoops(threads, System::nanoTime),
                () -> this.types,
                new HeapWatch(List::of, System::gc, System::nanoTime),
                List.of(),
                shared));
    shared.open(engine.server(), THREADS);
  }

  /** The engine. */
  public TaskEngine engine() {
    return engine;
  }

  /** Starts what a test does. */
  public String start(Body body) {
    return engine.startTask(new BodyTask(body), null).taskId();
  }

  /** Starts one of its types. */
  public String start(String type, @Nullable Object params) {
    return engine.startType(Objects.requireNonNull(types.find(type)), params).taskId();
  }

  /** The same for a caller. */
  public String startAs(String caller, String type, @Nullable Object params) {
    CurrentCaller.set(caller);
    try {
      return start(type, params);
    } finally {
      CurrentCaller.set(null);
    }
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

  private static final class NoArguments implements TaskInstances {
    @Override
    public <T extends BaseTask<?, ?>> Created<T> create(Class<T> taskClass) {
      try {
        return new Created<>(taskClass.getDeclaredConstructor().newInstance(), () -> {});
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalArgumentException(impossible);
      }
    }
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
