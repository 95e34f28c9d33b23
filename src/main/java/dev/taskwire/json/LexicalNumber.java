package dev.taskwire.json;

import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number that remembers how it was written, so that {@code 1.0} and {@code 1e2} are not whole
 * numbers.
 */
final class LexicalNumber implements JsonNumber {
  private final String text;
  private final boolean whole;
  private final BigDecimal value;

  /**
   * Creates a number.
   *
   * @param text what the JSON grammar calls a number
   * @param whole whether it has neither fraction nor exponent
   */
  LexicalNumber(String text, boolean whole) {
    this.text = text;
    this.whole = whole;
    this.value = new BigDecimal(text);
  }

  @Override
  public boolean isIntegral() {
    return whole;
  }

  @Override
  public int intValue() {
    return value.intValue();
  }

  @Override
  public int intValueExact() {
    return value.intValueExact();
  }

  @Override
  public long longValue() {
    return value.longValue();
  }

  @Override
  public long longValueExact() {
    return value.longValueExact();
  }

  @Override
  public BigInteger bigIntegerValue() {
    return value.toBigInteger();
  }

  @Override
  public BigInteger bigIntegerValueExact() {
    return value.toBigIntegerExact();
  }

  @Override
  public double doubleValue() {
    return value.doubleValue();
  }

  @Override
  public BigDecimal bigDecimalValue() {
    return value;
  }

  @Override
  public Number numberValue() {
    return value;
  }

  @Override
  public ValueType getValueType() {
    return ValueType.NUMBER;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonNumber number && value.equals(number.bigDecimalValue());
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
