package dev.taskwire;

import java.util.Locale;

/**
 * Where a task is in its life: {@code pending → running → completed | failed | cancelled}, or from
 * pending straight to an end.
 */
public enum TaskStatus {
  /** Accepted and waiting for a worker. */
  PENDING,
  /** A worker is executing it. */
  RUNNING,
  /** {@code execute} returned. */
  COMPLETED,
  /**
   * {@code execute} threw, ran out of time, or its result could not be kept; or the server stopped.
   */
  FAILED,
  /** It was cancelled, before or while it ran. */
  CANCELLED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** Whether nothing leaves this status. */
  public boolean isTerminal() {
    return compareTo(RUNNING) > 0;
  }

  /** The name in JSON: lower case. */
  public String wireName() {
    return wireName;
  }
}
