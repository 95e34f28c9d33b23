package dev.taskwire.engine;

import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.ClaimedTask;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.TaskFeed;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** This server's own tasks and workers, as those see them who share them. Thread-safe. */
final class LocalTasks implements ServerTasks {
  private final TaskSettings settings;
  private final EngineParts parts;
  private final TaskStore store;
  private final TaskFeed feed;
  private final TaskLifecycle lifecycle;
  private final TaskStarts starts;

  LocalTasks(
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

  @Override
  public TaskSettings settings() {
    return settings;
  }

  @Override
  public DeliveryLoops loops() {
    return parts.loops();
  }

  @Override
  public TaskFeed feed() {
    return feed;
  }

  @Override
  public EngineLoad load() {
    Workers workers = lifecycle.workers();
    return new EngineLoad(
        workers.running(), workers.pending(), lifecycle.abandoned(), workers.isStopped());
  }

  @Override
  public boolean isClosed() {
    return lifecycle.workers().isStopped() || lifecycle.workers().isDraining();
  }

  @Override
  public @Nullable OwnTask find(String taskId) {
    TaskExecution execution = store.find(taskId);
    return execution == null ? null : lifecycle.own(execution);
  }

  @Override
  public List<OwnTask> all() {
    return store.all().stream().map(lifecycle::own).toList();
  }

  @Override
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

  @Override
  public int freeWorkers() {
    return parts.heap().isShort() ? 0 : lifecycle.workers().free();
  }

  @Override
  public boolean reserveWorker() {
    return !parts.heap().isShort() && lifecycle.workers().reserveWorker();
  }

  @Override
  public Set<String> typeNames() {
    return parts.types().get().nameSet();
  }

  @Override
  public boolean claimed(ClaimedTask task, Consumer<OwnTask> recorder) {
    return starts.claimed(task, recorder);
  }
}
