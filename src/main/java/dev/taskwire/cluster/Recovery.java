package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;

/**
 * Writes again all that this server holds when the engine has lost what it had. Confined to the
 * heartbeat's thread.
 */
final class Recovery {
  private final ClusterEngine engine;
  private final ServerTasks tasks;
  private final OwnWrites writes;
  private final KeptEnds kept;
  private final Intents intents;
  private final Recorder recorder;
  private boolean due;

  Recovery(
      ClusterEngine engine,
      ServerTasks tasks,
      OwnWrites writes,
      KeptEnds kept,
      Intents intents,
      Recorder recorder) {
    this.engine = engine;
    this.tasks = tasks;
    this.writes = writes;
    this.kept = kept;
    this.intents = intents;
    this.recorder = recorder;
  }

  /** The engine has lost what it had. */
  void engineForgot() {
    due = true;
  }

  /** Writes again what is due; all of it once more if the engine fails in between. */
  void step(String self) {
    if (!due) {
      return;
    }
    for (OwnTask task : tasks.all()) {
      if (task.status().isTerminal()) {
        engine.create(writes.again(task, self));
      }
    }
    kept.again(self).forEach(engine::create);
    intents.forgotten();
    recorder.forgotten();
    due = false;
  }
}
