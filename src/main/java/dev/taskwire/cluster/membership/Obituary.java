package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;

/** Writes the ends of tasks that this server never had. */
public interface Obituary {
  /**
   * The end {@code node_lost}: it keeps the log, and knows of a cancel.
   *
   * @param task under the fence that it now has
   * @param sequence of the terminal event
   */
  TaskWrite.End nodeLost(TaskRecord task, long sequence);

  /** A task that is to begin anew, as lists show it until then. */
  byte[] beginsAnew(TaskRecord task);

  /** The end of a task whose parameters no server can read; otherwise the same. */
  TaskWrite.End unreadable(TaskRecord task, long sequence);
}
