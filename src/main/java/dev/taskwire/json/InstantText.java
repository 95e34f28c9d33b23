package dev.taskwire.json;

/**
 * Writes moments as {@code 2026-11-23T12:00:00.123456Z}: UTC, always microseconds. It remembers the
 * last second, since moments come in their order. Not thread-safe.
 */
final class InstantText {
  /** The bytes of the longest moment, in the year -1000000000. */
  static final int LONGEST = 34;

  private static final int SECONDS_A_DAY = 86_400;
  private static final int DAYS_TO_1970_FROM_MARCH_0000 = 719_468;
  private static final int DAYS_IN_400_YEARS = 146_097;

  private final byte[] second = new byte[LONGEST];
  private int secondLength;
  private long secondOfEpoch;

  /** Writes a moment and returns where it ends. */
  int write(long epochSecond, int nano, byte[] target, int offset) {
    if (secondLength == 0 || epochSecond != secondOfEpoch) {
      secondLength = 0; // nothing is remembered if the stack is full in the middle of it
      secondOfEpoch = epochSecond;
      secondLength = writeSecond(epochSecond, second);
    }
    System.arraycopy(second, 0, target, offset, secondLength);
    int at = DecimalDigits.writePadded(nano / 1000, 6, target, offset + secondLength);
    target[at++] = 'Z';
    return at;
  }

  private static int writeSecond(long epochSecond, byte[] target) {
    int at = writeDate(Math.floorDiv(epochSecond, SECONDS_A_DAY), target);
    int second = Math.floorMod(epochSecond, SECONDS_A_DAY);
    target[at++] = 'T';
    at = DecimalDigits.writePadded(second / 3600, 2, target, at);
    target[at++] = ':';
    at = DecimalDigits.writePadded(second / 60 % 60, 2, target, at);
    target[at++] = ':';
    at = DecimalDigits.writePadded(second % 60, 2, target, at);
    target[at++] = '.';
    return at;
  }

  private static int writeDate(long epochDay, byte[] target) {
    // Years that begin in March have their leap day at the end (Hinnant, chrono-compatible date
    // algorithms).
    long days = epochDay + DAYS_TO_1970_FROM_MARCH_0000;
    long era = Math.floorDiv(days, DAYS_IN_400_YEARS);
    int dayOfEra = Math.floorMod(days, DAYS_IN_400_YEARS);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int at = writeYear(yearOfEra + 400 * era + (month <= 2 ? 1 : 0), target);
    target[at++] = '-';
    at = DecimalDigits.writePadded(month, 2, target, at);
    target[at++] = '-';
    return DecimalDigits.writePadded(day, 2, target, at);
  }

  private static int writeYear(long year, byte[] target) {
    int at = 0;
    if (year < 0) {
      target[at++] = '-';
    } else if (year > 9999) {
      target[at++] = '+';
    }
    int size = (int) Math.abs(year);
    return size > 9999
        ? DecimalDigits.write((long) size, target, at)
        : DecimalDigits.writePadded(size, 4, target, at);
  }
}
