package dev.taskwire.lifecycle;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Texts from task authors' code, made fit to show: never longer than allowed, and one line in the
 * log.
 */
public final class Texts {
  private static final int MAX_TRACE = 16_384;

  private Texts() {}

  /**
   * The text itself, or its beginning with {@code …} so that {@code limit} characters are not
   * exceeded; no pair is split.
   */
  public static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /** The message of a failure, whatever its class does; a sentence if it has none. */
  static String message(Throwable failure, int limit) {
    String message = messageOrNull(failure);
    if (message == null || message.isBlank()) {
      return "The task failed without a message.";
    }
    return cut(message, limit);
  }

  private static @Nullable String messageOrNull(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException | Error broken) {
      return null;
    }
  }

  /** The stack trace of a failure, bounded, whatever its class does. */
  public static String stackTrace(Throwable failure) {
    BoundedTrace trace = new BoundedTrace(MAX_TRACE);
    try (PrintWriter out = new PrintWriter(trace)) {
      failure.printStackTrace(out);
    } catch (RuntimeException | Error broken) {
      // either long enough, or its own code failed
      String begun = trace.toString();
      return begun.isEmpty()
          ? failure.getClass().getName() + " (its stack trace cannot be printed)"
          : cut(begun, MAX_TRACE);
    }
    return cut(trace.toString(), MAX_TRACE);
  }

  /** The text without line breaks and control characters, so that it stays one record of a log. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = c == '\n' || c == '\u2028' || c == '\u2029' || c == '\u0085';
      if (breaks) {
        line.append(" | ");
      } else if (c == '\t' || !Character.isISOControl(c)) {
        line.append(c == '\t' ? ' ' : c);
      } else if (c != '\r') {
        line.append('?');
      }
    }
    return line.toString();
  }
}
