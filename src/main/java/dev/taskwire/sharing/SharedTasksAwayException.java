package dev.taskwire.sharing;

/**
 * What the servers share cannot be reached, so it is not known what was asked. The message is a
 * sentence for the client.
 */
public final class SharedTasksAwayException extends RuntimeException {
  /** What the client is told. */
  public static final String SENTENCE =
      "What the servers share cannot be reached at the moment. Try again.";

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SharedTasksAwayException(Throwable cause) {
    super(SENTENCE, cause);
  }
}
