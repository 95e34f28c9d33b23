package dev.taskwire.problem;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sentences that an author wrote for the client from the messages that a server makes up
 * for a log.
 */
final class ShownMessage {
  private static final int MAX_LENGTH = 1000;

  /**
   * A status line ("HTTP 404 Not Found"), a message code ("RESTEASY003210:"), a qualified class
   * name or a line break.
   */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "^HTTP \\d{3}\\b|\\b[A-Z]{2,}\\d{4,}\\b|\\b[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*|[\\r"
              + "\\n"
              + "]");

  private ShownMessage() {}

  /** The message if it is fit for a client, else what {@code status} means in general. */
  static String of(@Nullable String message, int status) {
    if (message == null
        || message.isBlank()
        || message.length() > MAX_LENGTH
        || INTERNAL.matcher(message).find()) {
      return StatusText.detail(status);
    }
    return message;
  }
}
