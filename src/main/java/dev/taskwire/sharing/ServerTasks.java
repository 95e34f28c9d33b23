package dev.taskwire.sharing;

import dev.taskwire.settings.TaskSettings;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.TaskFeed;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This server's own tasks and workers, for those who share them with other servers. Thread-safe.
 */
public interface ServerTasks {
  /** The configuration. */
  TaskSettings settings();

  /** The threads that write to streams. */
  DeliveryLoops loops();

  /** Which tasks come and go. */
  TaskFeed feed();

  /** How busy the server is. */
  EngineLoad load();

  /** Whether it takes no new tasks, or none for now. */
  boolean isClosed();

  /** One of them; {@code null} if it is unknown. */
  @Nullable OwnTask find(String taskId);

  /** All of them. */
  List<OwnTask> all();

  /** Those that have ended. */
  default List<OwnTask> finished() {
    return all().stream().filter(task -> task.status().isTerminal()).toList();
  }

  /** A finished task was removed, here or by another server. */
  void removed(String taskId);

  /** How many workers have nothing to do, and may have. */
  int freeWorkers();

  /**
   * Takes a worker for a task that is going to be {@link #claimed}. {@code false}: none is free.
   */
  boolean reserveWorker();

  /** The names of the types that this server can run. */
  Set<String> typeNames();

  /**
   * Runs a task that was claimed for a worker that was reserved, once its begin is recorded.
   *
   * @param recorder told of it before anybody can find it
   * @return {@code false} if it cannot be run here, whoever claims it; the worker is free again
   */
  boolean claimed(ClaimedTask task, Consumer<OwnTask> recorder);
}
