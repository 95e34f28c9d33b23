package dev.taskwire.cluster;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.membership.ClusterState;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskSpec;
import java.util.List;
import java.util.Map;

/**
 * Gives back what others can run when this server stops: what has not begun, and what may begin
 * anew. Thread-safe.
 */
final class Leaving {
  private final ClusterEngine engine;
  private final Membership membership;
  private final Ledger ledger;
  private final RecordedEnds ends;
  private final int maxAttempts;

  Leaving(
      ClusterEngine engine,
      Membership membership,
      Ledger ledger,
      RecordedEnds ends,
      int maxAttempts) {
    this.engine = engine;
    this.membership = membership;
    this.ledger = ledger;
    this.ends = ends;
    this.maxAttempts = maxAttempts;
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#goesOn}. */
  boolean goesOn(OwnTask task) {
    Recorded recorded = ledger.get(task);
    if (recorded == null || !recorded.created || recorded.isOver()) {
      return false;
    }
    TaskSpec spec = recorded.spec;
    boolean may =
        task.status() == TaskStatus.PENDING
            || task.attempt() < maxAttempts && !task.isCancelRequested();
    boolean goesOn =
        spec != null
            && may
            && membership.state() == ClusterState.UP
            && somebodyElseKnows(task.type(), membership.nodes());
    recorded.leaves = goesOn;
    return goesOn;
  }

  private boolean somebodyElseKnows(String type, Map<String, NodeBeat> nodes) {
    String self = membership.node();
    return nodes.entrySet().stream()
        .anyMatch(
            node ->
                !node.getKey().equals(self)
                    && !node.getValue().lost()
                    && !node.getValue().description().draining()
                    && node.getValue().description().types().contains(type));
  }

  /** Gives them back. They show nothing any more, and whatever fails is found by the others. */
  void giveBack() {
    for (Recorded recorded : ledger.all()) {
      String self = membership.node();
      if (recorded.leaves && !recorded.isOver() && self != null) {
        engine.write(self, List.of(release(recorded)));
        ledger.done(recorded);
      }
    }
  }

  private TaskWrite release(Recorded recorded) {
    OwnTask task = recorded.task;
    boolean hasBegun = task.status() != TaskStatus.PENDING;
    TaskRecord record = hasBegun ? engine.find(task.id()) : null;
    return new TaskWrite.Release(
        task.id(),
        task.fence(),
        hasBegun ? task.attempt() + 1 : task.attempt(),
        recorded.log().last(),
        false,
        record == null ? null : ends.beginsAnew(record));
  }
}
