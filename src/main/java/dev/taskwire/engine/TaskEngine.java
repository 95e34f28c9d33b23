package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.TaskBroadcaster;
import dev.taskwire.stream.TaskFeed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes tasks, has them run, and finds them again. Thread-safe. */
public final class TaskEngine implements TaskService {
  private final TaskSettings settings;
  private final Clock clock;
  private final EngineParts parts;
  private final TaskStore store;
  private final TaskFeed feed;
  private final TaskLifecycle lifecycle;
  private volatile long lastTick;

  TaskEngine(TaskSettings settings, Clock clock, EngineParts parts) {
    this.settings = settings;
    this.clock = clock;
    this.parts = parts;
    this.lastTick = clock.nanoTime();
    this.store = new TaskStore(settings.maxRetained(), this::announceRemoval);
    this.feed = new TaskFeed(store, parts.loops());
    this.lifecycle =
        new TaskLifecycle(
            settings, store, parts.executor(), new Outcomes(settings), parts.listener());
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      BaseTask<P, R> task, P params) {
    parts.paramsCheck().accept(params);
    return start(new Work(task, params, () -> {}), task.getClass());
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      Class<? extends BaseTask<P, R>> taskClass, P params) {
    return startClass(taskClass, params);
  }

  /**
   * Queues a run of a fresh instance of a registered type; {@code params} are what the type takes.
   */
  public TaskStartResponse startType(RegisteredType type, @Nullable Object params) {
    return startClass(type.taskClass(), params);
  }

  private TaskStartResponse startClass(
      Class<? extends BaseTask<?, ?>> taskClass, @Nullable Object params) {
    parts.paramsCheck().accept(params);
    TaskInstances.Created<? extends BaseTask<?, ?>> created = parts.instances().create(taskClass);
    return start(new Work(created.task(), params, created.disposal()), taskClass);
  }

  private TaskStartResponse start(Work work, Class<?> taskClass) {
    String type = TaskTypes.nameOf(taskClass);
    try {
      lifecycle.workers().reserve();
    } catch (TaskRejectedException rejected) {
      work.dispose();
      parts.listener().rejected(type);
      throw rejected;
    }
    TaskExecution execution = execution(type, TaskTypes.timeoutOf(taskClass), work);
    parts.listener().accepted(execution);
    store.add(execution);
    feed.accepted(execution.id(), execution.owner());
    lifecycle.workers().submit(execution);
    return new TaskStartResponse(
        execution.id(),
        parts.apiPath().get() + "/tasks/" + execution.id() + "/stream",
        TaskStatus.PENDING);
  }

  private TaskExecution execution(String type, @Nullable Duration ownTimeout, Work work) {
    String id = UUID.randomUUID().toString();
    String owner = settings.access() == Access.OWNER ? CurrentCaller.get() : null;
    Duration timeout = ownTimeout != null ? ownTimeout : settings.taskTimeout();
    EventLog log = new EventLog(id, settings.eventLogCapacity());
    return new TaskExecution(
        new TaskIdentity(id, type, owner, timeout),
        work,
        new TaskBroadcaster(log, parts.loops()),
        new ReportedProgress(log, clock, settings.maxTextLength()),
        clock);
  }

  @Override
  public Optional<TaskInfo> getTaskStatus(String taskId) {
    return Optional.ofNullable(store.find(taskId)).map(TaskExecution::info);
  }

  @Override
  public boolean cancelTask(String taskId) {
    TaskExecution execution = store.find(taskId);
    return execution != null && lifecycle.cancel(execution) != Cancellation.TOO_LATE;
  }

  @Override
  public boolean removeCompletedTask(String taskId) {
    TaskExecution execution = store.find(taskId);
    return execution != null && execution.status().isTerminal() && store.remove(execution);
  }

  @Override
  public List<TaskEvent> getTaskEvents(String taskId, Duration timeout) {
    TaskExecution execution = store.find(taskId);
    if (execution == null) {
      return List.of();
    }
    execution.log().awaitEnd(timeout);
    return RetainedEvents.of(execution);
  }

  /** The task, for those who watch it; {@code null} if it is unknown. */
  public @Nullable TaskView find(String taskId) {
    return store.find(taskId);
  }

  /** Whether a task with this id was here and left, as far back as is remembered. */
  public boolean wasRemoved(String taskId) {
    return store.wasRemoved(taskId);
  }

  /** All tasks, newest first. */
  public List<? extends TaskView> tasks() {
    return store.all();
  }

  /** Which tasks come and go. */
  public TaskFeed feed() {
    return feed;
  }

  /** The configuration. */
  public TaskSettings settings() {
    return settings;
  }

  /** How busy the engine is. */
  public EngineLoad load() {
    Workers workers = lifecycle.workers();
    return new EngineLoad(
        workers.running(), workers.pending(), lifecycle.abandoned(), workers.isStopped());
  }

  void tick() {
    lastTick = clock.nanoTime();
    parts.loops().pulse(nanos -> parts.listener().deliverySampled(Duration.ofNanos(nanos)));
    lifecycle.tick();
  }

  /** How long ago the last tick began, or the engine if there was none yet. */
  public Duration sinceTick() {
    return Duration.ofNanos(clock.nanoTime() - lastTick);
  }

  /** Gives every task its terminal event; takes no new ones. */
  void shutDown() {
    lifecycle.shutDown();
  }

  boolean awaitQuiet(long timeoutMillis) throws InterruptedException {
    return lifecycle.awaitQuiet(timeoutMillis);
  }

  private void announceRemoval(TaskExecution execution) {
    feed.removed(execution.id(), execution.owner());
  }
}
