package dev.taskwire.data;

import org.jspecify.annotations.Nullable;

/** The delimiters that a caller can ask for, and how messages name them. */
final class Delimiters {
  /** Finds out from the first lines of the file. */
  static final String AUTO = "auto";

  /** What a caller can write; a tab has a name too, since few forms take one. */
  static final String ALLOWED = "^(auto|[,;|\\t]|tab)$";

  private Delimiters() {}

  /** The delimiter that was asked for; {@code null} if it is to be found out. */
  static @Nullable Character parse(String text) {
    return switch (text) {
      case AUTO -> null;
      case "tab" -> '\t';
      default -> text.charAt(0);
    };
  }

  /** As a caller can write it. */
  static String name(char delimiter) {
    return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
  }

  /** {@code commas}, for a sentence. */
  static String plural(char delimiter) {
    return switch (delimiter) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      default -> "\"" + delimiter + "\"";
    };
  }
}
