package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.WriteAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has become of tasks of lost servers. Confined to one thread. */
public final class Settled {
  private final List<TaskRecord> waiting = new ArrayList<>();
  private final List<TaskRecord> ended = new ArrayList<>();
  private final Map<String, Set<String>> toRing = new HashMap<>();

  Settled() {}

  void add(TaskRecord task, TaskWrite fate, WriteAnswer answer) {
    (fate instanceof TaskWrite.Release ? waiting : ended).add(task);
    for (String watcher : answer.watchers().keySet()) {
      toRing.computeIfAbsent(watcher, node -> new HashSet<>()).add(task.taskId());
    }
  }

  /** Those that wait again: a server with a free worker is to be woken for each. */
  public List<TaskRecord> waiting() {
    return waiting;
  }

  /** Those that have ended. */
  public List<TaskRecord> ended() {
    return ended;
  }

  /** The servers that watch them, to be rung. */
  public Map<String, Set<String>> toRing() {
    return toRing;
  }
}
