package dev.taskwire.cluster;

import java.util.Set;

/** Where claimed tasks are executed. */
public interface Workplace {
  /** Workers that have nothing to do; 0 while the server takes no new work. */
  int free();

  /** The types that it can start. */
  Set<String> types();

  /**
   * Takes on a task that was claimed for it, and from now on knows of it. It runs when its begin is
   * recorded.
   *
   * @return {@code false} if its parameters cannot be read here
   */
  boolean start(Taken taken);
}
