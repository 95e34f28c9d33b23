package dev.taskwire.json;

import jakarta.json.JsonException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the sentence that an author's own code left in an exception, as opposed to what a library
 * says to itself.
 */
final class AuthorMessage {
  private static final Pattern QUALIFIED_CLASS =
      Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*");

  private static final int LONGEST_CHAIN = 100;
  private static final int LONGEST_MESSAGE = 1000;

  private AuthorMessage() {}

  /** What a constructor said when it refused an argument. */
  static Optional<String> ofRefusal(Throwable thrown) {
    Throwable innermost = innermost(thrown);
    return innermost instanceof IllegalArgumentException || isNullRefusal(innermost)
        ? presentable(innermost)
        : Optional.empty();
  }

  /** What a getter or a serializer said when it failed. */
  static Optional<String> ofGetter(Throwable thrown) {
    Throwable innermost = innermost(thrown);
    boolean internal =
        innermost instanceof JsonException
            || innermost instanceof ReflectiveOperationException
            || innermost instanceof ClassCastException
            || innermost instanceof LinkageError
            || innermost instanceof NullPointerException && !isNullRefusal(innermost);
    return internal ? Optional.empty() : presentable(innermost);
  }

  /** The cause of the causes; an endless chain of them ends somewhere. */
  static Throwable innermost(Throwable thrown) {
    Throwable innermost = thrown;
    for (int depth = 0; depth < LONGEST_CHAIN; depth++) {
      Throwable cause = innermost.getCause();
      if (cause == null) {
        return innermost;
      }
      innermost = cause;
    }
    return innermost;
  }

  private static boolean isNullRefusal(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown instanceof NullPointerException
        && stack.length > 0
        && stack[0].getClassName().equals("java.util.Objects");
  }

  private static Optional<String> presentable(Throwable thrown) {
    String message = thrown.getMessage();
    return message != null
            && !message.isBlank()
            && message.length() <= LONGEST_MESSAGE
            && !QUALIFIED_CLASS.matcher(message).find()
        ? Optional.of(message)
        : Optional.empty();
  }
}
