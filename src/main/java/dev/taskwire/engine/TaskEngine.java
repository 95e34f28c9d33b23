package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.TaskFeed;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes tasks, has them run, and finds them again. Thread-safe. */
public final class TaskEngine implements TaskService {
  /** Finished tasks may take this part of the heap; beyond it the oldest leave early. */
  private static final int RETAINED_SHARE_OF_HEAP = 4;

  private final TaskSettings settings;
  private final Clock clock;
  private final EngineParts parts;
  private final TaskKinds kinds = new TaskKinds();
  private final TaskListener listener;
  private final ExecutionFactory executions;
  private final TaskStore store;
  private final TaskFeed feed;
  private final StreamTickets tickets = new StreamTickets();
  private final TaskLifecycle lifecycle;
  private final Instant startedAt;
  private volatile long lastTick;

  TaskEngine(TaskSettings settings, Clock clock, EngineParts parts) {
    this.settings = settings;
    this.clock = clock;
    this.parts = parts;
    this.startedAt = clock.instant();
    this.listener = new IsolatedListeners(parts.listeners());
    Outcomes outcomes = new Outcomes(settings);
    this.executions = new ExecutionFactory(settings, clock, parts.loops(), outcomes);
    long maxRetainedBytes = Runtime.getRuntime().maxMemory() / RETAINED_SHARE_OF_HEAP;
    this.store = new TaskStore(settings.maxRetained(), maxRetainedBytes, this::announceRemoval);
    this.lastTick = clock.nanoTime();
    this.feed = new TaskFeed(store, parts.loops());
    this.lifecycle = new TaskLifecycle(settings, store, parts, outcomes, listener);
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      BaseTask<P, R> task, P params) {
    TaskKind kind = kinds.get(task.getClass());
    check(kind, params);
    return start(kind, new Work(task, params, () -> {}));
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
    TaskKind kind = kinds.get(taskClass);
    check(kind, params);
    TaskInstances.Created<? extends BaseTask<?, ?>> created = parts.instances().create(taskClass);
    return start(kind, new Work(created.task(), params, created.disposal()));
  }

  private void check(TaskKind kind, @Nullable Object params) {
    if (params == null && kind.needsParams()) {
      throw new ConstraintViolationException(
          "The parameters of the task \"" + kind.name() + "\" are missing.", Set.of());
    }
    parts.paramsCheck().accept(params);
  }

  private TaskStartResponse start(TaskKind kind, Work work) {
    try {
      if (parts.heap().isShort()) {
        throw new TaskRejectedException("The server is short of memory. Try again later.");
      }
      lifecycle.workers().reserve();
    } catch (TaskRejectedException rejected) {
      work.dispose();
      listener.rejected(kind.name());
      throw rejected;
    }
    TaskExecution execution = null;
    try {
      execution = executions.create(kind, work);
      listener.accepted(execution);
      TaskStartResponse answer =
          new TaskStartResponse(execution.id(), streamUrl(execution), TaskStatus.PENDING);
      store.add(execution);
      feed.accepted(execution.id(), execution.owner());
      lifecycle.submit(execution);
      return answer;
    } catch (RuntimeException | Error shortage) {
      lifecycle.withdraw(execution, work);
      throw shortage;
    }
  }

  /** In owner mode with a ticket: whoever was told this address may stream from it for a while. */
  private String streamUrl(TaskExecution execution) {
    String path = parts.apiPath().get() + "/tasks/" + execution.id() + "/stream";
    return settings.access() == Access.OWNER
        ? path + "?ticket=" + tickets.ticketFor(execution.id())
        : path;
  }

  @Override
  public Optional<TaskInfo> getTaskStatus(String taskId) {
    return Optional.ofNullable(store.find(taskId)).map(TaskExecution::info);
  }

  @Override
  public boolean cancelTask(String taskId) {
    TaskExecution execution = store.find(taskId);
    if (execution == null) {
      return false;
    }
    Cancellation effect = lifecycle.cancel(execution);
    if (effect == Cancellation.REQUESTED) {
      feed.updated(execution.id(), execution.owner());
    }
    return effect != Cancellation.TOO_LATE;
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

  /**
   * Whether the ticket, which the answer to a start carried, opens the stream of the task with this
   * id now. It opens nothing else.
   */
  public boolean opensStream(String ticket, String taskId) {
    TaskExecution execution = store.find(taskId);
    return settings.access() == Access.OWNER
        && execution != null
        && tickets.opens(ticket, taskId, execution.age());
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

  /** When the engine was made. */
  public Instant startedAt() {
    return startedAt;
  }

  /** How busy the engine is. */
  public EngineLoad load() {
    Workers workers = lifecycle.workers();
    return new EngineLoad(
        workers.running(), workers.pending(), lifecycle.abandoned(), workers.isStopped());
  }

  /** Whether the engine takes no tasks any more. */
  public boolean isStopping() {
    return lifecycle.workers().isStopped();
  }

  void tick() {
    lastTick = clock.nanoTime();
    parts.loops().pulse(nanos -> listener.deliverySampled(Duration.ofNanos(nanos)));
    lifecycle.tick();
    parts.heap().look();
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
