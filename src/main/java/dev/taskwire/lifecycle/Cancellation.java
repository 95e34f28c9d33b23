package dev.taskwire.lifecycle;

/** What a request to cancel did. */
public enum Cancellation {
  /** The task is running and was asked to stop. */
  REQUESTED,
  /** The task is running and had been asked to stop before. */
  REPEATED,
  /** The task was pending and has ended. */
  ENDED,
  /** The task had ended before. */
  TOO_LATE
}
