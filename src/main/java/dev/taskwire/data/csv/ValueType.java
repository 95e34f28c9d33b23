package dev.taskwire.data.csv;

import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a value looks like, without regard to its column. */
public enum ValueType {
  INTEGER,
  DECIMAL,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  TEXT;

  /** More than any key has; longer ones are decimals, which cost no more however long they are. */
  private static final int MAX_INTEGER_DIGITS = 40;

  private static final int DATE_LENGTH = 10;
  private static final int MAX_TIMESTAMP_LENGTH = 35;

  /** A number as RFC 8259 writes it, or {@code .5}; {@code 007} and {@code +49} are codes. */
  private static final Pattern DECIMAL_FORM =
      Pattern.compile("-?((0|[1-9]\\d*+)(\\.\\d++)?|\\.\\d++)([eE][+-]?\\d++)?");

  private static final Pattern TIME_FORM =
      Pattern.compile(
          "[T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]([01]\\d|2[0-3]):?[0-5]\\d)?");

  /** The narrowest type of a value that is not empty and has no blanks around it. */
  public static ValueType of(String value) {
    char first = value.charAt(0);
    if (first == '-' || first == '.' || isDigit(first)) {
      return ofDigits(value);
    }
    return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false") ? BOOLEAN : TEXT;
  }

  /** The type of a column that has values of this type and of the other one. */
  public ValueType or(ValueType other) {
    if (this == other) {
      return this;
    }
    return isNumber() && other.isNumber() ? DECIMAL : TEXT;
  }

  public boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }

  /** Whether the values name instants. */
  public boolean isTemporal() {
    return this == DATE || this == TIMESTAMP;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static ValueType ofDigits(String value) {
    if (isInteger(value)) {
      return INTEGER;
    }
    if (value.length() >= DATE_LENGTH && value.charAt(4) == '-' && isDate(value)) {
      return ofDate(value);
    }
    boolean finite =
        DECIMAL_FORM.matcher(value).matches() && Double.isFinite(Double.parseDouble(value));
    return finite ? DECIMAL : TEXT;
  }

  private static ValueType ofDate(String value) {
    if (value.length() == DATE_LENGTH) {
      return DATE;
    }
    boolean time =
        value.length() <= MAX_TIMESTAMP_LENGTH
            && TIME_FORM.matcher(value).region(DATE_LENGTH, value.length()).matches();
    return time ? TIMESTAMP : TEXT;
  }

  private static boolean isInteger(String value) {
    int start = value.charAt(0) == '-' ? 1 : 0;
    int digits = value.length() - start;
    boolean leadingZero = digits > 1 && value.charAt(start) == '0';
    return digits > 0
        && digits <= MAX_INTEGER_DIGITS
        && !leadingZero
        && areDigits(value, start, value.length());
  }

  private static boolean isDate(String value) {
    if (value.charAt(7) != '-'
        || !areDigits(value, 0, 4)
        || !areDigits(value, 5, 7)
        || !areDigits(value, 8, DATE_LENGTH)) {
      return false;
    }
    int month = number(value, 5, 7);
    int day = number(value, 8, DATE_LENGTH);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(number(value, 0, 4), month).lengthOfMonth();
  }

  private static int number(String value, int start, int end) {
    return Integer.parseInt(value, start, end, 10);
  }

  private static boolean areDigits(String value, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
