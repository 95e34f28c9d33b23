package dev.taskwire.json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with the members of one document, the first twenty of it. Not thread-safe. */
final class Faults {
  /** How many are told at once. */
  static final int MOST = 20;

  private final List<FieldError> errors = new ArrayList<>();

  /** The exception for a single fault. */
  static InvalidJsonException of(JsonPath path, String message) {
    Faults faults = new Faults();
    faults.add(path, message);
    return faults.toException();
  }

  /** Notes that a member does not do what the message says that it must. */
  void add(JsonPath path, String message) {
    if (!isFull()) {
      errors.add(new FieldError(path.toString(), message));
    }
  }

  boolean isFull() {
    return errors.size() == MOST;
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  /** An exception that tells all of them in one sentence. */
  InvalidJsonException toException() {
    String sentence =
        errors.stream()
            .map(error -> subject(error.field()) + " " + error.message())
            .collect(Collectors.joining("; "));
    return new InvalidJsonException(sentence.endsWith(".") ? sentence : sentence + ".", errors);
  }

  private static String subject(String field) {
    return field.isEmpty() ? "The JSON" : field;
  }
}
