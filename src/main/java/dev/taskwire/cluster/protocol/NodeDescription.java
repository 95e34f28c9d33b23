package dev.taskwire.cluster.protocol;

import java.util.Set;

/**
 * What a server tells the others about itself with each heartbeat.
 *
 * @param name what people see
 * @param draining whether it takes no new work
 * @param running tasks that it executes
 * @param pending tasks that wait on it, and only on it
 * @param free workers without work; 0 while it is draining
 * @param following whether somebody on it watches all tasks, so that it has to hear of new ones
 * @param types the task types that it can start
 */
public record NodeDescription(
    String name,
    boolean draining,
    int running,
    int pending,
    int free,
    boolean following,
    Set<String> types) {
  /** Copies the types. */
  public NodeDescription {
    types = Set.copyOf(types);
  }
}
