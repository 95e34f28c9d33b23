package dev.taskwire.json;

import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number that remembers how it was written, which a {@link BigDecimal} with its scale would show,
 * and that is integral by its value, as in JSON Schema: {@code 1.0} and {@code 1e2} are. Not
 * thread-safe until its type is known.
 */
final class LexicalNumber implements JsonNumber {
  private String text;
  private final BigDecimal value;

  /** Creates a number of what the JSON grammar calls so. */
  LexicalNumber(String text) {
    this.text = text;
    this.value = new BigDecimal(text);
  }

  /** An exponent makes no integer of more digits than could be written without one. */
  @Override
  public boolean isIntegral() {
    int scale = value.scale();
    return (scale <= 0 || value.stripTrailingZeros().scale() <= 0)
        && (long) value.precision() - scale <= StrictJson.LONGEST_NUMBER;
  }

  /**
   * Yasson reads an integer from digits only: once it is known to be meant as one, it is written
   * so.
   */
  void writeAsInteger() {
    if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      text = value.toBigIntegerExact().toString();
    }
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
