package dev.taskwire.engine;

import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.TaskDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory of all servers' tasks: those of this one, then what is known of the others' or, if
 * need be, is asked for. Thread-safe.
 */
final class AllTasks implements TaskDirectory {
  /** The same order on all servers. */
  private static final Comparator<TaskView> NEWEST_FIRST =
      Comparator.comparing(TaskView::listedAt).thenComparing(TaskView::id).reversed();

  private final TaskStore store;
  private final SharedTasks shared;

  AllTasks(TaskStore store, SharedTasks shared) {
    this.store = store;
    this.shared = shared;
  }

  /** One task, wherever it is; may have to ask. {@code null} if it is not there. */
  @Nullable TaskView look(String taskId) {
    TaskExecution own = store.find(taskId);
    return own != null ? own : shared.find(taskId);
  }

  /** How long ago a task was accepted; may have to ask. {@code null} if it is not there. */
  @Nullable Duration age(String taskId) {
    TaskExecution own = store.find(taskId);
    return own != null ? own.age() : shared.age(taskId);
  }

  /** All tasks, newest first; may have to ask. */
  List<? extends TaskView> list() {
    return merged(shared.isAlone() ? List.of() : shared.list());
  }

  /** What is known without asking. */
  @Override
  public List<? extends TaskView> all() {
    return merged(shared.known());
  }

  /** What is known without asking. */
  @Override
  public @Nullable TaskView find(String taskId) {
    TaskExecution own = store.find(taskId);
    return own != null ? own : shared.known(taskId);
  }

  private List<? extends TaskView> merged(List<? extends TaskView> others) {
    List<TaskExecution> own = store.all();
    if (shared.isAlone()) {
      return own;
    }
    List<TaskView> merged = new ArrayList<>(own);
    Set<String> ids = new HashSet<>();
    own.forEach(task -> ids.add(task.id()));
    others.stream().filter(task -> ids.add(task.id())).forEach(merged::add);
    merged.sort(NEWEST_FIRST);
    return merged;
  }
}
