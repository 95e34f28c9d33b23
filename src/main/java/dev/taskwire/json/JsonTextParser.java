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

  private final JsonCharacters text;
  private int depth;

  JsonTextParser(JsonCharacters text) {
    this.text = text;
  }

  JsonValue parseDocument() {
    text.skipWhitespace();
    if (text.isAtEnd()) {
      throw new InvalidJsonException("The body is empty, but JSON is expected.", List.of());
    }
    JsonValue value = parseValue(JsonPath.root(""));
    text.skipWhitespace();
    if (!text.isAtEnd()) {
      throw text.unexpected("the end of the JSON");
    }
    return value;
  }

  private JsonValue parseValue(JsonPath path) {
    return switch (text.peek()) {
      case '{' -> parseObject(path);
      case '[' -> parseArray(path);
      case '"' -> PROVIDER.createValue(parseString());
      case 't' -> parseWord("true", JsonValue.TRUE);
      case 'f' -> parseWord("false", JsonValue.FALSE);
      case 'n' -> parseWord("null", JsonValue.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> parseNumber(path);
      default -> throw text.unexpected("a value");
    };
  }

  private JsonValue parseObject(JsonPath path) {
    enter();
    JsonObjectBuilder object = PROVIDER.createObjectBuilder();
    Set<String> names = new HashSet<>();
    if (text.peek() == '}') {
      return leave(object.build());
    }
    while (true) {
      if (text.peek() != '"') {
        throw text.unexpected("a member's name in quotation marks");
      }
      String name = parseString();
      JsonPath member = path.member(name);
      if (!names.add(name)) {
        throw Faults.of(member, "appears more than once");
      }
      text.skipWhitespace();
      text.expect(':', "a colon");
      text.skipWhitespace();
      object.add(name, parseValue(member));
      text.skipWhitespace();
      if (text.peek() == '}') {
        return leave(object.build());
      }
      text.expect(',', "a comma or }");
      text.skipWhitespace();
    }
  }

  private JsonValue parseArray(JsonPath path) {
    enter();
    JsonArrayBuilder array = PROVIDER.createArrayBuilder();
    if (text.peek() == ']') {
      return leave(array.build());
    }
    for (int index = 0; ; index++) {
      array.add(parseValue(path.item(index)));
      text.skipWhitespace();
      if (text.peek() == ']') {
        return leave(array.build());
      }
      text.expect(',', "a comma or ]");
      text.skipWhitespace();
    }
  }

  private void enter() {
    if (++depth > StrictJson.DEEPEST) {
      throw text.tooDeep(StrictJson.DEEPEST);
    }
    text.advance();
    text.skipWhitespace();
  }

  private JsonValue leave(JsonValue value) {
    text.advance();
    depth--;
    return value;
  }

  private JsonValue parseWord(String word, JsonValue value) {
    for (int i = 0; i < word.length(); i++) {
      text.expect(word.charAt(i), word);
    }
    return value;
  }

  private String parseString() {
    text.advance();
    int start = text.position();
    text.skipPlain();
    String plain = text.since(start);
    if (text.peek() == '"') {
      text.advance();
      return plain;
    }
    StringBuilder string = new StringBuilder(2 * plain.length() + 16).append(plain);
    while (text.peek() != '"') {
      char c = text.peek();
      if (c < ' ') {
        throw text.unexpected("an escape such as \\n");
      }
      text.advance();
      string.append(c == '\\' ? parseEscape() : c);
    }
    text.advance();
    return string.toString();
  }

  private char parseEscape() {
    char c = text.peek();
    int known = "\"\\/bfnrtu".indexOf(c);
    if (known < 0) {
      throw text.unexpected("one of \" \\ / b f n r t u after a backslash");
    }
    text.advance();
    return c == 'u' ? parseHexDigits() : "\"\\/\b\f\n\r\t".charAt(known);
  }

  private char parseHexDigits() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = text.peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw text.unexpected("four hexadecimal digits after \\u");
      }
      unit = unit << 4 | digit;
      text.advance();
    }
    return (char) unit;
  }

  private JsonValue parseNumber(JsonPath path) {
    int start = text.position();
    if (text.isNext('-')) {
      text.advance();
    }
    if (text.peek() == '0') {
      text.advance();
    } else {
      text.skipDigits();
    }
    if (text.isNext('.')) {
      text.advance();
      text.skipDigits();
    }
    boolean small = true;
    if (text.isNext('e') || text.isNext('E')) {
      text.advance();
      small = skipExponent();
    }
    if (text.position() - start > StrictJson.LONGEST_NUMBER || !small) {
      throw Faults.of(path, "must be a number of at most 1000 digits with an exponent up to 9999");
    }
    return new LexicalNumber(text.since(start));
  }

  private boolean skipExponent() {
    if (text.peek() == '+' || text.peek() == '-') {
      text.advance();
    }
    int from = text.position();
    text.skipDigits();
    String digits = text.since(from);
    int exponent = 0;
    for (int i = 0; i < digits.length() && exponent <= StrictJson.LARGEST_EXPONENT; i++) {
      exponent = 10 * exponent + digits.charAt(i) - '0';
    }
    return exponent <= StrictJson.LARGEST_EXPONENT;
  }
}
