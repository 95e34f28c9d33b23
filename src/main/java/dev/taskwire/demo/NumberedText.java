package dev.taskwire.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes texts that begin with a number and a blank, and are filled up with {@code x}; allocates
 * nothing else. Not thread-safe.
 */
final class NumberedText {
  private static final int LONGEST_PREFIX = 11;

  private final byte[] characters;
  private final int length;

  NumberedText(int length) {
    this.length = length;
    this.characters = new byte[Math.max(length, LONGEST_PREFIX)];
    Arrays.fill(characters, (byte) 'x');
  }

  /** The text of {@code number}, from 0; numbers must not get shorter from call to call. */
  String of(int number) {
    int end = digits(number);
    characters[end] = ' ';
    int rest = number;
    for (int i = end - 1; i >= 0; i--) {
      characters[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new String(characters, 0, Math.max(length, end + 1), StandardCharsets.ISO_8859_1);
  }

  private static int digits(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
