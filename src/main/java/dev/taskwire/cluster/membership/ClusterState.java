package dev.taskwire.cluster.membership;

/** How a server stands to the engine. */
public enum ClusterState {
  /** It has not come yet. */
  JOINING,
  /** Its heartbeats succeed. */
  UP,
  /** None has succeeded for three heartbeats: others may be about to declare it lost. */
  SUSPECT
}
