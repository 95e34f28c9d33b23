package dev.taskwire;

import java.util.Locale;

/**
 * Where a task is in its life: {@code pending → running → completed | failed | cancelled}, or from
 * pending straight to an end.
 */
public enum TaskStatus {
  /** Accepted and waiting for a worker. */
  PENDING(false),
  /** A worker is executing it. */
  RUNNING(false),
  /** {@code execute} returned. */
  COMPLETED(true),
  /**
   * {@code execute} threw, ran out of time, or its result could not be kept; or the server stopped.
   */
  FAILED(true),
  /** It was cancelled, before or while it ran. */
  CANCELLED(true);

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final boolean terminal;

  TaskStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether nothing leaves this status. */
  public boolean isTerminal() {
    return terminal;
  }

  /** The name in JSON: lower case. */
  public String wireName() {
    return wireName;
  }
}
