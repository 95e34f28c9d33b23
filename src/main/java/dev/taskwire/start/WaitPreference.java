package dev.taskwire.start;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code wait} from the header {@code Prefer} (RFC 7240 §4.3). */
final class WaitPreference {
  static final String HEADER = "Prefer";
  static final int LONGEST_SECONDS = 60;

  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

  private WaitPreference() {}

  /**
   * How many seconds the client is ready to wait, a minute at most; empty if it does not say so, or
   * says it wrongly: a preference that is not understood is ignored.
   */
  static OptionalInt seconds(List<String> values) {
    for (String value : values) {
      Matcher wait = WAIT.matcher(value);
      if (wait.find()) {
        return OptionalInt.of(Math.min(LONGEST_SECONDS, Integer.parseInt(wait.group(1))));
      }
    }
    return OptionalInt.empty();
  }
}
