package dev.taskwire.json;

/** Which characters of a string are escaped in our JSON, and how. */
final class JsonEscapes {
  /** The bytes of the longest escape, {@code \\u0000}. */
  static final int LONGEST = 6;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /**
   * For each character below U+00A0: 0 if it stands for itself, {@code u} for a six-byte escape,
   * else the escape's letter.
   */
  private static final byte[] LETTERS = letters();

  private JsonEscapes() {}

  /** Whether a character stands for itself, as one byte. */
  static boolean isPlain(char c) {
    return c < 0x80 && LETTERS[c] == 0;
  }

  /**
   * Whether a character is escaped wherever it stands; a surrogate is not, since it may be one half
   * of a pair.
   */
  static boolean isNeededFor(char c) {
    return c < LETTERS.length ? LETTERS[c] != 0 : c == '\u2028' || c == '\u2029';
  }

  /** Writes the escape of a character and returns where it ends. */
  static int write(char c, byte[] target, int offset) {
    int letter = c < LETTERS.length && LETTERS[c] != 0 ? LETTERS[c] : 'u';
    target[offset] = '\\';
    target[offset + 1] = (byte) letter;
    if (letter != 'u') {
      return offset + 2;
    }
    for (int digit = 0; digit < 4; digit++) {
      target[offset + 2 + digit] = HEX[c >> 12 - 4 * digit & 0xF];
    }
    return offset + LONGEST;
  }

  private static byte[] letters() {
    byte[] letters = new byte[0xA0];
    for (int c = 0; c < 0x20; c++) {
      letters[c] = 'u';
      letters[c + 0x80] = 'u';
    }
    letters[0x7F] = 'u';
    letters['<'] = 'u';
    letters['"'] = '"';
    letters['\\'] = '\\';
    letters['\b'] = 'b';
    letters['\t'] = 't';
    letters['\n'] = 'n';
    letters['\f'] = 'f';
    letters['\r'] = 'r';
    return letters;
  }
}
