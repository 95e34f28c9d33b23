package dev.taskwire.cluster.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody, on any server, wants of a task: decided by the engine at once. */
public sealed interface Intent {
  /** The task. */
  String taskId();

  /**
   * It is to stop. A pending one ends at once, if {@code end} says how.
   *
   * @param end how it ends if it is pending; {@code null}: the caller believes that it runs. {@code
   *     BEHIND} if it is pending and this is missing, or does not follow the recorded {@code last}
   */
  record Cancel(String taskId, @Nullable PendingEnd end) implements Intent {}

  /** It is to be removed; {@code OPEN} unless it has ended. */
  record Delete(String taskId) implements Intent {}

  /**
   * The end of a task that has not begun.
   *
   * @param terminal the one event {@code task_cancelled}
   * @param json the task as lists show it then
   * @param retention how long it stays
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record PendingEnd(Slice terminal, byte[] json, Duration retention) {}
}
