package dev.taskwire.cluster;

import dev.taskwire.cluster.loss.SharedValues;
import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.membership.ClusterState;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.membership.Orphans;

/**
 * What a server looks after following each heartbeat that succeeded, in the order in which one
 * stands on the other. One thread at a time.
 */
record Upkeep(
    Recovery recovery,
    Settling settling,
    SharedValues values,
    RecentEnds recent,
    Absence absence,
    Intents intents,
    Orphans orphans) {
  /**
   * Looks after everything once, if the engine is there.
   *
   * @throws dev.taskwire.cluster.protocol.EngineUnavailableException the engine went away; the next
   *     heartbeat goes on
   */
  void look(Membership membership) {
    String self = membership.node();
    if (self == null || membership.state() != ClusterState.UP) {
      return;
    }
    recovery.step(self);
    settling.step(self);
    values.look();
    recent.look(self);
    absence.isMadeUpFor();
    intents.look();
    orphans.sweep(self);
  }

  /** The engine has lost what it had: all that is held here is to be written again. */
  void engineForgot() {
    values.engineForgot();
    recovery.engineForgot();
  }
}
