package dev.taskwire.json;

/** Writes numbers as decimal digits without making a string of them. */
final class DecimalDigits {
  /** The bytes of the longest whole number. */
  static final int LONGEST_LONG = 20;

  /** The bytes of the longest number that {@link #write(double, byte[], int)} writes. */
  static final int LONGEST_DOUBLE = 24;

  private static final int FRACTION_DIGITS = 9;
  private static final double SCALE = 1e9;
  private static final double LARGEST_SCALED = 1e15;

  private DecimalDigits() {}

  /** Writes a whole number and returns where it ends. */
  static int write(long value, byte[] target, int offset) {
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    int at = offset;
    if (value < 0) {
      target[at++] = '-';
    }
    int end = at + digits;
    long rest = value;
    for (int i = end - 1; i >= at; i--) {
      target[i] = (byte) ('0' + Math.abs((int) (rest % 10)));
      rest /= 10;
    }
    return end;
  }

  /**
   * Writes a number that has at most nine digits after the point and fifteen in all, and returns
   * where it ends; or writes nothing and returns -1 for any other number.
   */
  static int write(double value, byte[] target, int offset) {
    double scaled = Math.rint(Math.abs(value) * SCALE);
    // Two numbers of at most 15 digits never share a double: what reads back the same is also the
    // shortest.
    if (!(scaled < LARGEST_SCALED) || scaled / SCALE != Math.abs(value)) {
      return -1;
    }
    int at = offset;
    if (Double.doubleToRawLongBits(value) < 0) {
      target[at++] = '-';
    }
    long digits = (long) scaled;
    long whole = digits / 1_000_000_000L;
    at = write(whole, target, at);
    target[at++] = '.';
    return writeFraction((int) (digits - whole * 1_000_000_000L), target, at);
  }

  /** Writes a number with leading zeros and returns where it ends. */
  static int writePadded(int value, int width, byte[] target, int offset) {
    int rest = value;
    for (int i = offset + width - 1; i >= offset; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return offset + width;
  }

  private static int writeFraction(int billionths, byte[] target, int offset) {
    int end = writePadded(billionths, FRACTION_DIGITS, target, offset);
    while (end > offset + 1 && target[end - 1] == '0') {
      end--;
    }
    return end;
  }
}
