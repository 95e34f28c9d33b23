package dev.taskwire;

import java.util.Locale;

/**
 * What an event says. Every task has at most one {@link #TASK_STARTED} and exactly one terminal
 * event, which is its last.
 */
public enum TaskEventType {
  /** A worker began to execute the task; no data. */
  TASK_STARTED(false),
  /** The task reported progress; the data is a {@link TaskProgress}. */
  PROGRESS_UPDATE(false),
  /** Terminal: the task returned; the data is its result. */
  TASK_COMPLETED(true),
  /** Terminal: the task failed; the data is a {@link TaskFailure}. */
  TASK_FAILED(true),
  /** Terminal: the task was cancelled; the data is what it returned, or {@code null}. */
  TASK_CANCELLED(true);

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final boolean terminal;

  TaskEventType(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether this event ends its task. */
  public boolean isTerminal() {
    return terminal;
  }

  /** The name in JSON: lower case. */
  public String wireName() {
    return wireName;
  }
}
