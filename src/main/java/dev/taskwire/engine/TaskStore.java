package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.stream.TaskDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tasks that exist, and how long finished ones stay. Thread-safe. */
final class TaskStore implements TaskDirectory {
  /*
   * A finished task may be removed by its id before its finisher has listed it in `finished`; listing checks that it is still
   * there, under the same lock, so nothing is listed that nobody can find.
   */
  private static final int REMEMBERED = 10_000;

  private final int maxRetained;
  private final long maxRetainedBytes;
  private final Consumer<TaskExecution> onRemoved;

  @GuardedBy("this")
  private final Map<String, TaskExecution> tasks = new LinkedHashMap<>();

  /** The finished tasks and their sizes, the one that ended first in front. */
  @GuardedBy("this")
  private final Map<TaskExecution, Long> finished = new LinkedHashMap<>();

  @GuardedBy("this")
  private long retainedBytes;

  @GuardedBy("this")
  private final Set<String> removed = new LinkedHashSet<>();

  /**
   * Creates an empty store.
   *
   * @param maxRetained finished tasks at once
   * @param maxRetainedBytes the memory that finished tasks take at once, but for the newest
   * @param onRemoved told of each task that left, without the lock
   */
  TaskStore(int maxRetained, long maxRetainedBytes, Consumer<TaskExecution> onRemoved) {
    this.maxRetained = maxRetained;
    this.maxRetainedBytes = maxRetainedBytes;
    this.onRemoved = onRemoved;
  }

  synchronized void add(TaskExecution execution) {
    tasks.put(execution.id(), execution);
  }

  @Override
  public synchronized @Nullable TaskExecution find(String taskId) {
    return tasks.get(taskId);
  }

  /** Whether a task with this id was here, as far back as is remembered. */
  synchronized boolean wasRemoved(String taskId) {
    return removed.contains(taskId);
  }

  @Override
  public List<TaskExecution> all() {
    List<TaskExecution> all;
    synchronized (this) {
      all = new ArrayList<>(tasks.values());
    }
    Collections.reverse(all);
    return all;
  }

  /** A task ended: it is retained, and those that ended first leave if there are too many. */
  void finished(TaskExecution execution) {
    long bytes = execution.retainedBytes();
    List<TaskExecution> evicted = new ArrayList<>();
    synchronized (this) {
      if (tasks.get(execution.id()) == execution && finished.put(execution, bytes) == null) {
        retainedBytes += bytes;
      }
      while (finished.size() > maxRetained
          || retainedBytes > maxRetainedBytes && finished.size() > 1) {
        TaskExecution first = finished.keySet().iterator().next();
        forget(first);
        evicted.add(first);
      }
    }
    evicted.forEach(onRemoved);
  }

  /** About how much memory the finished tasks take, in bytes. */
  synchronized long retainedBytes() {
    return retainedBytes;
  }

  /** Removes a finished task. {@code false}: it was removed before. */
  boolean remove(TaskExecution execution) {
    synchronized (this) {
      if (!forget(execution)) {
        return false;
      }
    }
    onRemoved.accept(execution);
    return true;
  }

  /** Removes the tasks that ended at least {@code retentionNanos} ago. */
  void sweep(long retentionNanos) {
    List<TaskExecution> expired = new ArrayList<>();
    synchronized (this) {
      Iterator<TaskExecution> oldestFirst = finished.keySet().iterator();
      while (oldestFirst.hasNext()) {
        TaskExecution execution = oldestFirst.next();
        if (execution.nanosSinceEnd() < retentionNanos) {
          break;
        }
        expired.add(execution);
      }
      expired.forEach(this::forget);
    }
    expired.forEach(onRemoved);
  }

  @GuardedBy("this")
  private boolean forget(TaskExecution execution) {
    Long bytes = finished.remove(execution);
    retainedBytes -= bytes == null ? 0 : bytes;
    if (!tasks.remove(execution.id(), execution)) {
      return false;
    }
    removed.add(execution.id());
    if (removed.size() > REMEMBERED) {
      Iterator<String> oldest = removed.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }
}
