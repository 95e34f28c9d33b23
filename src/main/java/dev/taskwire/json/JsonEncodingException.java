package dev.taskwire.json;

/** A value that has no JSON form; its message is a sentence for a person. */
public final class JsonEncodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonEncodingException(String message, Throwable cause) {
    super(message, cause);
  }
}
