package dev.taskwire.cluster.membership;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks of which a server has acted upon what others want, until a heartbeat has told that. An
 * intent has no name of its own: whatever is wanted of a task goes when one is told to be handled.
 * Thread-safe.
 */
final class HandledIntents {
  private final Set<String> taskIds = ConcurrentHashMap.newKeySet();

  void add(String taskId) {
    taskIds.add(taskId);
  }

  /** Those that the next heartbeat is to tell. */
  Set<String> untold() {
    return Set.copyOf(taskIds);
  }

  /**
   * A heartbeat has told these.
   *
   * @param wanted of which it was told in turn
   * @return those of which something may have come in the meantime, and went with what was told
   */
  Set<String> told(Set<String> told, Set<String> wanted) {
    taskIds.removeAll(told);
    Set<String> silent = new HashSet<>(told);
    silent.removeAll(wanted);
    return silent;
  }

  void clear() {
    taskIds.clear();
  }
}
