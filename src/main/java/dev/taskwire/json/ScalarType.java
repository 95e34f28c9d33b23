package dev.taskwire.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Java type that one JSON string, number or boolean stands for.
 *
 * @param schemaType what JSON Schema calls it
 * @param format the format in JSON Schema; {@code null} if there is none
 * @param range the limits of a whole number; {@code null} if there are none
 * @param rule what a value must be, beginning with "must be"
 * @param accepts whether a value is that
 */
record ScalarType(
    String schemaType,
    @Nullable String format,
    @Nullable Range range,
    String rule,
    Predicate<JsonValue> accepts) {

  /** The least and the greatest of some whole numbers. */
  record Range(long least, long greatest) {
    private boolean contains(BigInteger value) {
      return value.bitLength() < Long.SIZE
          && least <= value.longValue()
          && value.longValue() <= greatest;
    }
  }

  boolean isInteger() {
    return schemaType.equals("integer");
  }

  static ScalarType string(String rule, Predicate<String> accepts) {
    return text(null, rule, accepts);
  }

  static ScalarType flag() {
    return new ScalarType(
        "boolean",
        null,
        null,
        "must be true or false",
        value -> value == JsonValue.TRUE || value == JsonValue.FALSE);
  }

  static ScalarType whole(long least, long greatest) {
    Range range = new Range(least, greatest);
    return new ScalarType(
        "integer",
        null,
        range,
        "must be a whole number from " + least + " to " + greatest,
        value -> isWhole(value) && range.contains(((JsonNumber) value).bigIntegerValue()));
  }

  static ScalarType anyWhole() {
    return new ScalarType("integer", null, null, "must be a whole number", ScalarType::isWhole);
  }

  static ScalarType number(String rule, Predicate<BigDecimal> accepts) {
    return new ScalarType(
        "number",
        null,
        null,
        rule,
        value -> value instanceof JsonNumber number && accepts.test(number.bigDecimalValue()));
  }

  static ScalarType text(@Nullable String format, String rule, Predicate<String> accepts) {
    return new ScalarType(
        "string",
        format,
        null,
        rule,
        value -> value instanceof JsonString string && accepts.test(string.getString()));
  }

  /** A type of {@code java.time}, known by what its parser takes. */
  static ScalarType temporal(@Nullable String format, String rule, Consumer<String> parser) {
    return text(
        format,
        rule,
        string -> {
          try {
            parser.accept(string);
            return true;
          } catch (DateTimeException e) {
            return false;
          }
        });
  }

  static boolean isUri(String text) {
    try {
      return !new URI(text).toString().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isWhole(JsonValue value) {
    return value instanceof JsonNumber number && number.isIntegral();
  }
}
