package dev.taskwire.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over the characters of a document; recursion ends at {@link StrictJson#DEEPEST}. Not
 * thread-safe.
 */
final class JsonTextParser {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private final char[] text;
  private final int end;
  private int at;
  private int depth;

  JsonTextParser(char[] text, int end) {
    this.text = text;
    this.end = end;
  }

  JsonValue parseDocument() {
    skipWhitespace();
    if (at == end) {
      throw new InvalidJsonException("The body is empty, but JSON is expected.", List.of());
    }
    JsonValue value = parseValue(JsonPath.root(""));
    skipWhitespace();
    if (at < end) {
      throw unexpected("the end of the JSON");
    }
    return value;
  }

  private JsonValue parseValue(JsonPath path) {
    return switch (peek()) {
      case '{' -> parseObject(path);
      case '[' -> parseArray(path);
      case '"' -> PROVIDER.createValue(parseString());
      case 't' -> parseWord("true", JsonValue.TRUE);
      case 'f' -> parseWord("false", JsonValue.FALSE);
      case 'n' -> parseWord("null", JsonValue.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> parseNumber(path);
      default -> throw unexpected("a value");
    };
  }

  private JsonValue parseObject(JsonPath path) {
    enter();
    JsonObjectBuilder object = PROVIDER.createObjectBuilder();
    Set<String> names = new HashSet<>();
    if (peek() == '}') {
      return leave(object.build());
    }
    while (true) {
      if (peek() != '"') {
        throw unexpected("a member's name in quotation marks");
      }
      String name = parseString();
      JsonPath member = path.member(name);
      if (!names.add(name)) {
        throw Faults.of(member, "appears more than once");
      }
      skipWhitespace();
      expect(':', "a colon");
      skipWhitespace();
      object.add(name, parseValue(member));
      skipWhitespace();
      if (peek() == '}') {
        return leave(object.build());
      }
      expect(',', "a comma or }");
      skipWhitespace();
    }
  }

  private JsonValue parseArray(JsonPath path) {
    enter();
    JsonArrayBuilder array = PROVIDER.createArrayBuilder();
    if (peek() == ']') {
      return leave(array.build());
    }
    for (int index = 0; ; index++) {
      array.add(parseValue(path.item(index)));
      skipWhitespace();
      if (peek() == ']') {
        return leave(array.build());
      }
      expect(',', "a comma or ]");
      skipWhitespace();
    }
  }

  private void enter() {
    if (++depth > StrictJson.DEEPEST) {
      throw new InvalidJsonException(
          "The JSON is nested deeper than "
              + StrictJson.DEEPEST
              + " levels at "
              + TextPlace.of(text, at)
              + ".",
          List.of());
    }
    at++;
    skipWhitespace();
  }

  private JsonValue leave(JsonValue value) {
    at++;
    depth--;
    return value;
  }

  private JsonValue parseWord(String word, JsonValue value) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i), word);
    }
    return value;
  }

  private String parseString() {
    int start = ++at;
    while (at < end && text[at] != '"' && text[at] != '\\' && text[at] >= ' ') {
      at++;
    }
    if (peek() == '"') {
      return new String(text, start, at++ - start);
    }
    StringBuilder string = new StringBuilder(2 * (at - start) + 16).append(text, start, at - start);
    while (peek() != '"') {
      char c = text[at];
      if (c < ' ') {
        throw unexpected("an escape such as \\n");
      }
      at++;
      string.append(c == '\\' ? parseEscape() : c);
    }
    at++;
    return string.toString();
  }

  private char parseEscape() {
    char c = peek();
    int known = "\"\\/bfnrtu".indexOf(c);
    if (known < 0) {
      throw unexpected("one of \" \\ / b f n r t u after a backslash");
    }
    at++;
    return c == 'u' ? parseHexDigits() : "\"\\/\b\f\n\r\t".charAt(known);
  }

  private char parseHexDigits() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw unexpected("four hexadecimal digits after \\u");
      }
      unit = unit << 4 | digit;
      at++;
    }
    return (char) unit;
  }

  private JsonValue parseNumber(JsonPath path) {
    int start = at;
    if (text[at] == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      skipDigits();
    }
    boolean whole = true;
    if (at < end && text[at] == '.') {
      whole = false;
      at++;
      skipDigits();
    }
    boolean small = true;
    if (at < end && (text[at] == 'e' || text[at] == 'E')) {
      whole = false;
      at++;
      small = skipExponent();
    }
    if (at - start > StrictJson.LONGEST_NUMBER || !small) {
      throw Faults.of(path, "must be a number of at most 1000 digits with an exponent up to 9999");
    }
    return new LexicalNumber(new String(text, start, at - start), whole);
  }

  private boolean skipExponent() {
    if (peek() == '+' || peek() == '-') {
      at++;
    }
    int from = at;
    skipDigits();
    int exponent = 0;
    for (int i = from; i < at && exponent <= StrictJson.LARGEST_EXPONENT; i++) {
      exponent = 10 * exponent + text[i] - '0';
    }
    return exponent <= StrictJson.LARGEST_EXPONENT;
  }

  private void skipDigits() {
    if (!isDigit(peek())) {
      throw unexpected("a digit");
    }
    while (at < end && isDigit(text[at])) {
      at++;
    }
  }

  private void skipWhitespace() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }

  private void expect(char wanted, String name) {
    if (peek() != wanted) {
      throw unexpected(name);
    }
    at++;
  }

  private char peek() {
    if (at == end) {
      throw new InvalidJsonException(
          "The JSON ends too early, at " + TextPlace.of(text, at) + ".", List.of());
    }
    return text[at];
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private InvalidJsonException unexpected(String wanted) {
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
}
