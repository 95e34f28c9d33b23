package dev.taskwire.json;

import java.util.List;

/**
 * A document that is not JSON, or whose members are not what was asked for. A resource answers 400.
 */
public final class InvalidJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /**
   * Creates the exception.
   *
   * @param message a sentence for the client
   * @param errors the members that are wrong; empty if the document as a whole is
   */
  public InvalidJsonException(String message, List<FieldError> errors) {
    super(message);
    this.errors = List.copyOf(errors);
  }

  /** The members that are wrong. */
  public List<FieldError> errors() {
    return errors;
  }
}
