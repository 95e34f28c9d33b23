package dev.taskwire.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes a path as it stands in an address (RFC 3986, section 3.3). */
final class AsciiPath {
  private static final String PLAIN = "/-._~!$&'()*+,;=:@";
  private static final String HEX = "0123456789ABCDEF";

  private AsciiPath() {}

  /**
   * The path with every byte encoded that may not stand in one. What is encoded already stays: the
   * servers differ in what they tell of their context path.
   */
  static String of(String path) {
    byte[] bytes = path.getBytes(UTF_8);
    StringBuilder ascii = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      if (isPlain(b) || b == '%' && isEncoded(bytes, i)) {
        ascii.append((char) b);
      } else {
        ascii.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
      }
    }
    return ascii.toString();
  }

  private static boolean isPlain(int b) {
    return b < 0x7f && (Character.isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0);
  }

  private static boolean isEncoded(byte[] bytes, int percent) {
    return percent + 2 < bytes.length
        && Character.digit(bytes[percent + 1], 16) >= 0
        && Character.digit(bytes[percent + 2], 16) >= 0;
  }
}
