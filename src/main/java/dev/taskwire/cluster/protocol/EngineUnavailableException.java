package dev.taskwire.cluster.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The engine did not answer in time, so whether it did what it was asked to is not known. Every
 * operation may be repeated after it. The message is one sentence without addresses and secrets.
 */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public EngineUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
