package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says in the log, once each time, that the engine is not reached, and that it is again. One thread
 * at a time.
 */
final class EngineReach {
  private static final Logger LOG = Logger.getLogger(EngineReach.class.getName());
  private boolean saidAway;

  /** A heartbeat has failed; one alone is not worth a warning. */
  void failed(EngineUnavailableException away, ClusterState state) {
    LOG.log(Level.FINE, "A heartbeat failed", away);
    if (!saidAway && state == ClusterState.SUSPECT) {
      saidAway = true;
      LOG.warning(
          away.getMessage() + " Tasks go on; their ends are held back until they are recorded.");
    }
  }

  /** A heartbeat has succeeded. */
  void succeeded() {
    if (saidAway) {
      saidAway = false;
      LOG.info("The engine is there again.");
    }
  }
}
