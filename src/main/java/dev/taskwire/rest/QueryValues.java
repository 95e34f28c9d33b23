package dev.taskwire.rest;

import dev.taskwire.TaskStatus;
import dev.taskwire.json.FieldError;
import dev.taskwire.json.InvalidJsonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters as strictly as JSON: what is not right is a 400 that names the parameter.
 */
final class QueryValues {
  private QueryValues() {}

  /** What was given of a parameter that may be given several times; an empty one was not. */
  static List<String> given(List<String> values) {
    return values.stream().filter(value -> !value.isEmpty()).toList();
  }

  /** What was given of a parameter that may be given once; {@code null} if it was not. */
  static @Nullable String single(String name, List<String> values) {
    List<String> given = given(values);
    if (given.size() > 1) {
      throw invalid(name, "must be given only once");
    }
    return given.isEmpty() ? null : given.get(0);
  }

  static TaskStatus status(String text) {
    for (TaskStatus status : TaskStatus.values()) {
      if (status.wireName().equals(text)) {
        return status;
      }
    }
    throw invalid("status", "must be pending, running, completed, failed or cancelled");
  }

  static int number(String name, @Nullable String text, int ifAbsent, int least, int most) {
    return (int) longNumber(name, text, ifAbsent, least, most);
  }

  static long longNumber(String name, @Nullable String text, long ifAbsent, long least, long most) {
    if (text == null) {
      return ifAbsent;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, with the same sentence as a number out of range
    }
    throw invalid(name, "must be a whole number from " + least + " to " + most);
  }

  static InvalidJsonException invalid(String name, String message) {
    return new InvalidJsonException(
        name + " " + message + ".", List.of(new FieldError(name, message)));
  }
}
