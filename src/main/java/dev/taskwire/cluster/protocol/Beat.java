package dev.taskwire.cluster.protocol;

import java.util.Set;

/**
 * One heartbeat of a server.
 *
 * @param node its id
 * @param counter greater than with the heartbeat before
 * @param since the counter from which on the engine knows it, as this server was told; 0: since it
 *     joined
 * @param description what it tells the others
 * @param handled the intents that it has acted upon, and does not want to hear of again
 */
public record Beat(
    String node, long counter, long since, NodeDescription description, Set<String> handled) {
  /** Copies the set. */
  public Beat {
    handled = Set.copyOf(handled);
  }
}
