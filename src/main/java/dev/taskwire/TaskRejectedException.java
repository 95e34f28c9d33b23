package dev.taskwire;

import jakarta.ejb.ApplicationException;

/**
 * A start that the server cannot take now: its queue is full, it is short of memory or it is
 * stopping. A resource answers 503 by itself.
 */
@ApplicationException(rollback = true)
public class TaskRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message a sentence for the client
   */
  public TaskRejectedException(String message) {
    super(message);
  }
}
