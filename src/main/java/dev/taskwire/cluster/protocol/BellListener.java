package dev.taskwire.cluster.protocol;

import java.util.Collection;

/**
 * Hears this server's bell: only "look". Called on a thread of the engine's client; returns soon.
 */
public interface BellListener {
  /** There may be something new about these tasks; with no task: something is waiting. */
  void rung(Collection<String> taskIds);

  /** Bells may have been missed: look at everything. */
  void missed();
}
