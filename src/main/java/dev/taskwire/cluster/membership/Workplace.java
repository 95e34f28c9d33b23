package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.Taken;
import java.util.Set;

/** Where claimed tasks are executed. */
public interface Workplace {
  /** What comes of a claim. */
  enum Start {
    /** It runs when its begin is recorded. */
    RUNS,
    /** No worker is free any more: others may have it. */
    BUSY,
    /** It cannot be run here. */
    UNREADABLE
  }

  /** Workers that have nothing to do; 0 while the server takes no new work. */
  int free();

  /** The types that it can start. */
  Set<String> types();

  /** Takes on a task that was claimed for it, and from now on knows of it. */
  Start start(Taken taken);
}
