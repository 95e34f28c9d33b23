package dev.taskwire.engine;

import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.TaskFeed;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This server's own tasks and workers, for those who share them with other servers. Thread-safe.
 */
public final class ServerTasks {
  private final TaskSettings settings;
  private final EngineParts parts;
  private final TaskStore store;
  private final TaskFeed feed;
  private final TaskLifecycle lifecycle;
  private final TaskStarts starts;

  ServerTasks(
      TaskSettings settings,
      EngineParts parts,
      TaskStore store,
      TaskFeed feed,
      TaskLifecycle lifecycle,
      TaskStarts starts) {
    this.settings = settings;
    this.parts = parts;
    this.store = store;
    this.feed = feed;
    this.lifecycle = lifecycle;
    this.starts = starts;
  }

  /** The configuration. */
  public TaskSettings settings() {
    return settings;
  }

  /** The threads that write to streams. */
  public DeliveryLoops loops() {
    return parts.loops();
  }

  /** Which tasks come and go. */
  public TaskFeed feed() {
    return feed;
  }

  /** How busy the server is. */
  public EngineLoad load() {
    Workers workers = lifecycle.workers();
    return new EngineLoad(
        workers.running(), workers.pending(), lifecycle.abandoned(), workers.isStopped());
  }

  /** Whether it takes no new tasks, or none for now. */
  public boolean isClosed() {
    return lifecycle.workers().isStopped() || lifecycle.workers().isDraining();
  }

  /** One of them; {@code null} if it is unknown. */
  public @Nullable OwnTask find(String taskId) {
    TaskExecution execution = store.find(taskId);
    return execution == null ? null : lifecycle.own(execution);
  }

  /** All of them. */
  public List<OwnTask> all() {
    return store.all().stream().map(lifecycle::own).toList();
  }

  /** A finished task was removed, here or by another server. */
  public void removed(String taskId) {
    TaskExecution execution = store.find(taskId);
    if (execution != null) {
      remove(execution);
    }
  }

  /** {@code false}: it has not finished, or was removed before. */
  boolean remove(TaskExecution execution) {
    return execution.status().isTerminal() && store.remove(execution);
  }

  /** How many workers have nothing to do, and may have. */
  public int freeWorkers() {
    return parts.heap().isShort() ? 0 : lifecycle.workers().free();
  }

  /**
   * Takes a worker for a task that is going to be {@link #claimed}. {@code false}: none is free.
   */
  public boolean reserveWorker() {
    return !parts.heap().isShort() && lifecycle.workers().reserveWorker();
  }

  /** The names of the types that this server can run. */
  public Set<String> typeNames() {
    return parts.types().get().nameSet();
  }

  /**
   * Runs a task that was claimed for a worker that was reserved, once its begin is recorded.
   *
   * @param recorder told of it before anybody can find it
   * @return {@code false} if it cannot be run here, whoever claims it; the worker is free again
   */
  public boolean claimed(ClaimedTask task, Consumer<OwnTask> recorder) {
    return starts.claimed(task, recorder);
  }
}
