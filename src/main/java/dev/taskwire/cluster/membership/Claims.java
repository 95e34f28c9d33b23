package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/**
 * Takes waiting tasks for as long as this server has a worker free, the oldest first; gives back
 * what it cannot read. Confined to one thread: two that claim for one server could begin a task
 * twice.
 */
public final class Claims {
  private static final Logger LOG = Logger.getLogger(Claims.class.getName());

  private final ClusterEngine engine;
  private final Workplace workplace;
  private final Obituary obituary;
  private final Estates estates;
  private volatile boolean underWay;

  public Claims(ClusterEngine engine, Workplace workplace, Obituary obituary, Estates estates) {
    this.engine = engine;
    this.workplace = workplace;
    this.obituary = obituary;
    this.estates = estates;
  }

  /**
   * Claims what there is to be done here.
   *
   * @param self this server
   * @param nodes all servers
   * @return how many were taken on
   */
  public int claim(String self, Map<String, NodeBeat> nodes) {
    int taken = 0;
    underWay = true;
    try {
      while (workplace.free() > 0) {
        Taken task = engine.claim(self, workplace.types());
        if (task == null) {
          break;
        }
        switch (workplace.start(task)) {
          case RUNS -> taken++;
          case BUSY -> giveBack(self, task.task());
          case UNREADABLE -> refuse(self, task.task(), nodes);
        }
      }
    } catch (RuntimeException | Error unknown) {
      // a task may be on this server that it does not know of
      estates.unsure();
      throw unknown;
    } finally {
      underWay = false;
    }
    return taken;
  }

  /** Whether a task may have been claimed that this server does not know of yet. On any thread. */
  public boolean isUnderWay() {
    return underWay;
  }

  private void giveBack(String self, TaskRecord task) {
    engine.write(
        self,
        List.of(
            new TaskWrite.Release(
                task.taskId(), task.fence(), task.attempt(), task.seen(), false, null)));
  }

  private void refuse(String self, TaskRecord task, Map<String, NodeBeat> nodes) {
    boolean othersMay =
        nodes.entrySet().stream()
            .anyMatch(
                node ->
                    !node.getKey().equals(self)
                        && !node.getValue().lost()
                        && node.getValue().description().types().contains(task.type())
                        && !task.refusedBy().contains(node.getKey()));
    LOG.warning(
        () ->
            "The parameters of task %s of type %s cannot be read here; it is %s."
                .formatted(task.taskId(), task.type(), othersMay ? "given back" : "failed"));
    TaskWrite write =
        othersMay
            ? new TaskWrite.Release(
                task.taskId(), task.fence(), task.attempt(), task.seen(), true, null)
            : obituary.unreadable(task, task.seen() + 1);
    engine.write(self, List.of(write));
  }
}
