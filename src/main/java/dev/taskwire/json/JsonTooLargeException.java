package dev.taskwire.json;

/** A value whose JSON takes more bytes than its writer was given. */
public final class JsonTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonTooLargeException(int limit) {
    super("The JSON is larger than the limit of " + limit + " bytes.");
  }
}
