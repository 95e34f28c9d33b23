package dev.taskwire.start;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07). */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 255;
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x20-\\x7e&&[^\"\\\\]]|\\\\[\"\\\\])+)\"");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e&&[^\",;\\\\]]+");

  private IdempotencyKey() {}

  /**
   * The key: a string of RFC 8941, or, as many clients send it, the same without quotes; empty if
   * the header is neither.
   *
   * @param values the header's values, one at least
   */
  static Optional<String> parse(List<String> values) {
    String value = values.get(0).strip();
    if (values.size() > 1 || value.length() > LONGEST + 2) {
      return Optional.empty();
    }
    var quoted = QUOTED.matcher(value);
    if (quoted.matches()) {
      return bounded(quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1"));
    }
    return TOKEN.matcher(value).matches() ? bounded(value) : Optional.empty();
  }

  private static Optional<String> bounded(String key) {
    return key.length() <= LONGEST ? Optional.of(key) : Optional.empty();
  }
}
