package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.lifecycle.Outcomes;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.ServerTasks;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.TaskFeed;
import dev.taskwire.type.RegisteredType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes tasks, has them run, and finds them again. Thread-safe. */
public final class TaskEngine implements TaskService {
  /** Finished tasks may take this part of the heap; beyond it the oldest leave early. */
  private static final int RETAINED_SHARE_OF_HEAP = 4;

  /** What is still to be recorded when the server stops has so long. */
  private static final Duration LONGEST_LEAVE = Duration.ofSeconds(2);

  private final TaskSettings settings;
  private final Clock clock;
  private final EngineParts parts;
  private final TaskListener listener;
  private final TaskStore store;
  private final AllTasks all;
  private final SharedTasks shared;
  private final TaskFeed feed;
  private final StreamAddresses addresses;
  private final TaskLifecycle lifecycle;
  private final TaskStarts starts;
  private final LocalTasks server;
  private final TaskControl control;
  private final Instant startedAt;
  private volatile long lastTick;

  TaskEngine(TaskSettings settings, Clock clock, EngineParts parts) {
    this.settings = settings;
    this.clock = clock;
    this.parts = parts;
    this.startedAt = clock.instant();
    this.listener = new IsolatedListeners(parts.listeners());
    Outcomes outcomes = new Outcomes(settings);
    long maxRetainedBytes = Runtime.getRuntime().maxMemory() / RETAINED_SHARE_OF_HEAP;
    this.store = new TaskStore(settings.maxRetained(), maxRetainedBytes, this::announceRemoval);
    this.lastTick = clock.nanoTime();
    this.shared = parts.shared();
    this.all = new AllTasks(store, shared);
    StreamTickets tickets =
        new StreamTickets(proposal -> shared.common("stream-tickets", proposal));
    this.addresses = new StreamAddresses(settings.access(), parts.apiPath(), tickets, all::age);
    this.feed = new TaskFeed(all, parts.loops());
    this.lifecycle = new TaskLifecycle(settings, store, parts, outcomes, listener, clock);
    this.starts =
        new TaskStarts(
            parts,
            settings.maxPending(),
            listener,
            new ExecutionFactory(
                settings,
                clock,
                parts.loops(),
                outcomes,
                lifecycle.workers()::placeOf,
                shared.node()),
            store,
            feed,
            addresses,
            lifecycle);
    this.server = new LocalTasks(settings, parts, store, feed, lifecycle, starts);
    this.control = new TaskControl(store, shared, lifecycle, feed, server);
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      BaseTask<P, R> task, P params) {
    return starts.instance(task, params);
  }

  @Override
  public <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      Class<? extends BaseTask<P, R>> taskClass, P params) {
    return starts.ofClass(taskClass, params);
  }

  /**
   * Queues a run of a fresh instance of a registered type; {@code params} are what the type takes.
   */
  public TaskStartResponse startType(RegisteredType type, @Nullable Object params) {
    return starts.ofClass(type.taskClass(), params);
  }

  @Override
  public Optional<TaskInfo> getTaskStatus(String taskId) {
    return Optional.ofNullable(all.look(taskId)).map(TaskView::info);
  }

  @Override
  public boolean cancelTask(String taskId) {
    return control.cancel(taskId);
  }

  @Override
  public boolean removeCompletedTask(String taskId) {
    return control.remove(taskId);
  }

  @Override
  public List<TaskEvent> getTaskEvents(String taskId, Duration timeout) {
    TaskView task = all.look(taskId);
    if (task == null) {
      return List.of();
    }
    task.broadcaster().log().listeners().awaitEnd(timeout);
    return RetainedEvents.of(task);
  }

  /** The task, for those who watch it; {@code null} if it is unknown. */
  public @Nullable TaskView find(String taskId) {
    return all.look(taskId);
  }

  /** A ticket for the task's stream as of now; empty in open mode or if the task is unknown. */
  public Optional<String> streamTicket(String taskId) {
    return addresses.ticketFor(taskId);
  }

  /**
   * Whether the ticket, which the answer to a start carried, opens the stream of the task with this
   * id now. It opens nothing else.
   */
  public boolean opensStream(String ticket, String taskId) {
    return addresses.opens(ticket, taskId);
  }

  /** Whether a task with this id was here and left, as far back as is remembered. */
  public boolean wasRemoved(String taskId) {
    return store.wasRemoved(taskId);
  }

  /** All tasks, newest first. */
  public List<? extends TaskView> tasks() {
    return all.list();
  }

  /** This server's own tasks, for those who share them with other servers. */
  public ServerTasks server() {
    return server;
  }

  /** The servers that share their tasks. */
  public SharedTasks shared() {
    return shared;
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
    return server.load();
  }

  /** Takes no new tasks, or takes them again; those that were accepted go on. */
  public void drain(boolean on) {
    lifecycle.workers().drain(on);
  }

  /** Whether no new tasks are taken, for as long as that is wanted. */
  public boolean isDraining() {
    return lifecycle.workers().isDraining();
  }

  /** Whether the engine takes no tasks any more. */
  public boolean isStopping() {
    return lifecycle.workers().isStopped();
  }

  void tick() {
    lastTick = clock.nanoTime();
    lifecycle.tick();
    Guarded.run(
        () -> parts.loops().pulse(nanos -> listener.deliverySampled(Duration.ofNanos(nanos))));
    Guarded.run(parts.heap()::look);
    listener.ticked();
  }

  /** Forgets the finished tasks whose retention is over; each tick does so, too. */
  void sweep() {
    lifecycle.sweep();
  }

  /** How long ago the last tick began, or the engine if there was none yet. */
  public Duration sinceTick() {
    return Duration.ofNanos(clock.nanoTime() - lastTick);
  }

  /** Gives every task its terminal event; takes no new ones. */
  void shutDown() {
    lifecycle.shutDown();
    shared.close(LONGEST_LEAVE);
  }

  /**
   * Waits until no author's code runs and all observers have been told, or until the time is up.
   */
  boolean awaitQuiet(long timeoutMillis) throws InterruptedException {
    return lifecycle.awaitQuiet(timeoutMillis);
  }

  private void announceRemoval(TaskExecution execution) {
    feed.removed(execution.id(), execution.owner());
  }
}
