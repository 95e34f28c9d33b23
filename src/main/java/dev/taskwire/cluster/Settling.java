package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.Claims;
import dev.taskwire.cluster.membership.Estates;
import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.membership.Promises;
import dev.taskwire.cluster.membership.Settled;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.util.List;

/**
 * Settles the estates of lost servers, and what is on this one without its knowing; keeps the ends
 * that nobody else may have. Confined to the heartbeat's thread.
 */
final class Settling {
  /*
   * A task is on this server in the engine a moment before it is in the ledger: while a start is being recorded, and between a claim's
   * answer and the run. Whoever took it for one that nobody knows of would end it, or have it run elsewhere, while it begins here.
   */
  private static final int MOST_SETTLED = 200;

  private final ClusterEngine engine;
  private final Estates estates;
  private final Claims claims;
  private final Recorder recorder;
  private final Ledger ledger;
  private final Claiming claiming;
  private final Promises promises;
  private final KeptEnds kept;
  private final Agenda agenda;

  Settling(
      ClusterEngine engine,
      Estates estates,
      Claims claims,
      Recorder recorder,
      Ledger ledger,
      Claiming claiming,
      Promises promises,
      KeptEnds kept,
      Agenda agenda) {
    this.engine = engine;
    this.estates = estates;
    this.claims = claims;
    this.recorder = recorder;
    this.ledger = ledger;
    this.claiming = claiming;
    this.promises = promises;
    this.kept = kept;
    this.agenda = agenda;
  }

  /** Does what is due. */
  void step(String self) {
    Settled settled = estates.settle(self, this::holds, MOST_SETTLED);
    if (!settled.toRing().isEmpty()) {
      engine.ring(settled.toRing());
    }
    settled.waiting().forEach(task -> claiming.wakeOne(task.type()));
    keep(settled.ended());
    keep(promises.look());
  }

  /** Whether a task that the engine has on this server is known here, or is just becoming so. */
  private boolean holds(String taskId) {
    if (claims.isUnderWay()) {
      estates.unsure(); // it may be the one that is claimed: looked at with the next heartbeat
      return true;
    }
    return recorder.isStarting(taskId) || ledger.holds(taskId);
  }

  /** Others' tasks have ended that nobody else may have. */
  private void keep(List<TaskRecord> ended) {
    kept.expect(ended);
    agenda.rung(ended.stream().map(TaskRecord::taskId).toList());
  }
}
