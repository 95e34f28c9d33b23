package dev.taskwire.data;

import dev.taskwire.data.csv.ValueType;
import java.time.LocalDate;

/**
 * The instant that a date or timestamp names; one without an offset is taken as UTC.
 *
 * @param seconds since the epoch
 * @param nanos of the second
 */
record Moment(long seconds, int nanos) implements Comparable<Moment> {
  private static final int TIME = 11;
  private static final int NANO_DIGITS = 9;

  /** Reads a value of the types {@link ValueType#DATE} and {@link ValueType#TIMESTAMP}. */
  static Moment of(String value) {
    long day =
        LocalDate.of(number(value, 0, 4), number(value, 5, 7), number(value, 8, 10)).toEpochDay();
    if (value.length() < TIME) {
      return new Moment(day * 86_400, 0);
    }
    long seconds = day * 86_400 + number(value, TIME, 13) * 3600L + number(value, 14, 16) * 60L;
    int at = 16;
    int nanos = 0;
    if (at < value.length() && value.charAt(at) == ':') {
      seconds += number(value, at + 1, at + 3);
      at += 3;
    }
    if (at < value.length() && value.charAt(at) == '.') {
      int end = at + 1;
      while (end < value.length() && Character.isDigit(value.charAt(end))) {
        end++;
      }
      nanos = number(value, at + 1, end) * power10(NANO_DIGITS - (end - at - 1));
      at = end;
    }
    return new Moment(seconds - offset(value.substring(at)), nanos);
  }

  /** Seconds to the east: of {@code ""}, {@code Z}, {@code +01:00} and {@code +0100}. */
  private static int offset(String text) {
    if (text.length() < 5) {
      return 0;
    }
    int minutes = number(text, 1, 3) * 60 + number(text, text.length() - 2, text.length());
    return (text.charAt(0) == '-' ? -60 : 60) * minutes;
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }

  private static int power10(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  @Override
  public int compareTo(Moment other) {
    int bySeconds = Long.compare(seconds, other.seconds);
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
  }
}
