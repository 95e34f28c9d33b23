package dev.taskwire.testing;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskService} for tests of what starts tasks: each runs at once on the thread that starts
 * it, or, after {@link #hold}, when the test says. Its ids are {@code test-task-1}, {@code
 * test-task-2} and so on.
 *
 * <p>Parameters are not validated. Not thread-safe.
 */
public final class TestTaskService implements TaskService {
  private final Map<String, Started<?, ?>> tasks = new LinkedHashMap<>();
  private Function<Class<?>, BaseTask<?, ?>> maker = TestTaskService::construct;
  private @Nullable String refusal;
  private boolean held;
  private int lastNumber;

  /**
   * One that runs each task at once, and makes those of a class by the constructor without
   * parameters.
   */
  public TestTaskService() {}

  /** Makes the instances of tasks that are started by their class, with what they need injected. */
  public TestTaskService make(Function<Class<?>, BaseTask<?, ?>> maker) {
    this.maker = maker;
    return this;
  }

  /** Leaves tasks that are started from now on pending, until {@link #runHeld}. */
  public TestTaskService hold() {
    held = true;
    return this;
  }

  /** Runs those that are pending, in the order of their starts; later ones run at once again. */
  public void runHeld() {
    held = false;
    // a task that runs may start others
    List.copyOf(tasks.values()).forEach(Started::runUnlessDone);
  }

  /** Refuses each start from now on with this sentence, as a server does whose queue is full. */
  public TestTaskService reject(String sentence) {
    refusal = sentence;
    return this;
  }

  /** The ids of all that were started and not removed, oldest first. */
  public List<String> taskIds() {
    return List.copyOf(tasks.keySet());
  }

  /**
   * What became of a task.
   *
   * @throws IllegalArgumentException if it is unknown or pending
   */
  public TestOutcome<?> outcome(String taskId) {
    Started<?, ?> started = tasks.get(taskId);
    if (started == null || started.outcome == null) {
      throw new IllegalArgumentException("No task " + taskId + " has ended here.");
    }
    return started.outcome;
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      BaseTask<P, R> task, P params) {
    if (refusal != null) {
      throw new TaskRejectedException(refusal);
    }
    lastNumber++;
    String id = "test-task-" + lastNumber;
    Started<P, R> started = new Started<>(id, task, params);
    tasks.put(id, started);
    if (!held) {
      started.runUnlessDone();
    }
    return new TaskStartResponse(id, "/api/tasks/" + id + "/stream", TaskStatus.PENDING);
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      Class<? extends BaseTask<P, R>> taskClass, P params) {
    return startTask(taskClass.cast(maker.apply(taskClass)), params);
  }

  @Override
  public Optional<TaskInfo> getTaskStatus(String taskId) {
    return Optional.ofNullable(tasks.get(taskId)).map(Started::info);
  }

  @Override
  public boolean cancelTask(String taskId) {
    Started<?, ?> started = tasks.get(taskId);
    if (started == null || started.outcome != null) {
      return false;
    }
    started.run.cancel();
    if (!started.running) {
      started.runUnlessDone();
    }
    return true;
  }

  @Override
  public boolean removeCompletedTask(String taskId) {
    Started<?, ?> started = tasks.get(taskId);
    return started != null && started.outcome != null && tasks.remove(taskId, started);
  }

  @Override
  public List<TaskEvent> getTaskEvents(String taskId, Duration timeout) {
    Started<?, ?> started = tasks.get(taskId);
    return started == null || started.outcome == null ? List.of() : started.outcome.events();
  }

  private static BaseTask<?, ?> construct(Class<?> taskClass) {
    try {
      Constructor<?> constructor = taskClass.getDeclaredConstructor();
      constructor.setAccessible(true);
      return (BaseTask<?, ?>) constructor.newInstance();
    } catch (ReflectiveOperationException none) {
      throw new IllegalArgumentException(
          "A "
              + taskClass.getSimpleName()
              + " cannot be made by a constructor without parameters; make(…) can say how.",
          none);
    }
  }

  /** One task, from its start on. */
  private static final class Started<P extends @Nullable Object, R extends @Nullable Object> {
    final String id;
    final String type;
    final TestRun<P, R> run;
    final P params;
    boolean running;
    @Nullable TestOutcome<R> outcome;

    Started(String id, BaseTask<P, R> task, P params) {
      this.id = id;
      this.type = TypeName.of(task.getClass());
      this.run = TestRun.of(task, id);
      this.params = params;
    }

    TaskInfo info() {
      if (outcome != null) {
        return outcome.info();
      }
      return new TaskInfo(
          id,
          type,
          running ? TaskStatus.RUNNING : TaskStatus.PENDING,
          false,
          TaskProgress.NONE,
          EventRecorder.START,
          running ? EventRecorder.START : null,
          null,
          null,
          null);
    }

    void runUnlessDone() {
      if (outcome == null && !running) {
        running = true;
        outcome = run.run(params);
      }
    }
  }
}
