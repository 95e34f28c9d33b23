package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.TaskRecord;

/** Is told of what the servers of a simulation do, and checks it. */
interface SimObserver {
  /** A start was answered 201. */
  void accepted(String id, boolean restartable);

  /** A start was answered 201 by a server that had just learned that it was lost. */
  void lostBeforeItBegan(String id);

  /** The author's code runs. */
  void begun(String id, int attempt);

  /** A task of a lost server has ended. */
  void endedByOthers(TaskRecord task);

  /** A cancel was answered 200. */
  void cancelAccepted(String id);

  /** Here a pause is worst. */
  void worstMoment(SimServer server);

  /** Whether no server can reach the engine. */
  boolean isEngineAway();

  /** A server learned that it was declared lost. */
  void fenced(SimServer server);
}
