package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.NodeDescription;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the one server that is woken for a task that waits: the one with the most free workers
 * that knows its type. What was chosen since the last heartbeats counts as busy. Thread-safe.
 */
public final class WakeUps {
  private final Map<String, Integer> woken = new HashMap<>();
  private Map<String, NodeBeat> counted = Map.of();

  /** Creates a choice without a past. */
  public WakeUps() {}

  /**
   * The server to ring, with no task.
   *
   * @param nodes all servers, as of the last heartbeat
   * @return {@code null}: nobody has a worker free; whoever gets one claims by itself
   */
  public synchronized @Nullable String choose(String type, Map<String, NodeBeat> nodes) {
    if (nodes != counted) {
      counted = nodes;
      woken.clear();
    }
    String best = null;
    int most = 0;
    for (Map.Entry<String, NodeBeat> node : nodes.entrySet()) {
      NodeDescription description = node.getValue().description();
      int free = description.free() - woken.getOrDefault(node.getKey(), 0);
      if (!node.getValue().lost() && free > most && description.types().contains(type)) {
        best = node.getKey();
        most = free;
      }
    }
    if (best != null) {
      woken.merge(best, 1, Integer::sum);
    }
    return best;
  }
}
