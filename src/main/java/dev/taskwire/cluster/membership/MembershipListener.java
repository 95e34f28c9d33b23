package dev.taskwire.cluster.membership;

import java.util.Set;

/** What a server does when its place among the others changes. Called on the heartbeat's thread. */
public interface MembershipListener {
  /** It has come, under this id: what it writes from now on is written by that. */
  void joined(String node);

  /**
   * It was declared lost under this id. Whatever it has under it belongs to others now: tasks are
   * flagged and interrupted, and end as is recorded. It joins again at once.
   */
  void fenced(String node);

  /** This server has declared another one lost. */
  default void declaredLost(String peer) {}

  /** The engine has lost what it had: everything that is held is to be written again. */
  void engineForgot();

  /** Somebody elsewhere wants something of these tasks; told again until {@code handled}. */
  void wanted(Set<String> taskIds);

  /**
   * Nothing is told of these tasks any more, which were {@code handled}: neither what else somebody
   * wanted of them in the meantime. So they are to be looked at once more.
   */
  void toldNoMore(Set<String> taskIds);
}
