package dev.taskwire.json;

import java.util.List;

/** The characters of a document, and where the reading is (RFC 8259 §2). Not thread-safe. */
final class JsonCharacters {
  private final char[] text;
  private final int end;
  private int at;

  JsonCharacters(char[] text, int end) {
    this.text = text;
    this.end = end;
  }

  /** Where the reading is, in characters from the start. */
  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** Whether the next character is this one; also {@code false} at the end. */
  boolean isNext(char wanted) {
    return at < end && text[at] == wanted;
  }

  /** The next character, which stays the next one. */
  char peek() {
    if (at == end) {
      throw new InvalidJsonException(
          "The JSON ends too early, at " + TextPlace.of(text, at) + ".", List.of());
    }
    return text[at];
  }

  void advance() {
    at++;
  }

  void expect(char wanted, String name) {
    if (peek() != wanted) {
      throw unexpected(name);
    }
    at++;
  }

  void skipWhitespace() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }

  /** Skips the characters of a string that stand for themselves. */
  void skipPlain() {
    while (at < end && text[at] != '"' && text[at] != '\\' && text[at] >= ' ') {
      at++;
    }
  }

  /** Skips one digit at least. */
  void skipDigits() {
    if (!isDigit(peek())) {
      throw unexpected("a digit");
    }
    while (at < end && isDigit(text[at])) {
      at++;
    }
  }

  /** What was read from {@code start} on. */
  String since(int start) {
    return new String(text, start, at - start);
  }

  InvalidJsonException unexpected(String wanted) {
    int c = Character.codePointAt(text, at, end);
    String found = c > ' ' && c < 0x7F ? "'" + (char) c + "'" : String.format("U+%04X", c);
    return new InvalidJsonException(
        "Not valid JSON at "
            + TextPlace.of(text, at)
            + ": expected "
            + wanted
            + ", but found "
            + found
            + ".",
        List.of());
  }

  InvalidJsonException tooDeep(int deepest) {
    return new InvalidJsonException(
        "The JSON is nested deeper than " + deepest + " levels at " + TextPlace.of(text, at) + ".",
        List.of());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
