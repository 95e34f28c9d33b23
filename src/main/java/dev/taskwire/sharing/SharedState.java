package dev.taskwire.sharing;

import java.util.List;

/**
 * What is known of the servers that share their tasks.
 *
 * @param state {@code up}, or {@code suspect} while what they share cannot be reached
 * @param nodes the servers
 */
public record SharedState(String state, List<Node> nodes) {
  /** Copies the list. */
  public SharedState {
    nodes = List.copyOf(nodes);
  }

  /**
   * One server.
   *
   * @param name its name
   * @param state {@code up}, {@code draining} or {@code lost}
   * @param running tasks that it executes
   * @param pending tasks that wait on it
   */
  public record Node(String name, String state, int running, int pending) {}
}
