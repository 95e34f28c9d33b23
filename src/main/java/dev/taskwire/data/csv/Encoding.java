package dev.taskwire.data.csv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a file's characters are written: UTF-8, or what Excel calls Unicode text, which is UTF-16
 * with a byte order mark.
 */
public enum Encoding {
  UTF_8(StandardCharsets.UTF_8, ByteOrder.BIG_ENDIAN),
  UTF_16LE(StandardCharsets.UTF_16LE, ByteOrder.LITTLE_ENDIAN),
  UTF_16BE(StandardCharsets.UTF_16BE, ByteOrder.BIG_ENDIAN);

  private final Charset charset;
  private final ByteOrder order;

  Encoding(Charset charset, ByteOrder order) {
    this.charset = charset;
    this.order = order;
  }

  /** The encoding of a file that begins with these bytes, from the buffer's position on. */
  static Encoding of(ByteBuffer beginning) {
    if (beginning.remaining() >= 2) {
      int at = beginning.position();
      int first = beginning.get(at) & 0xFF;
      int second = beginning.get(at + 1) & 0xFF;
      if (first == 0xFF && second == 0xFE) {
        return UTF_16LE;
      }
      if (first == 0xFE && second == 0xFF) {
        return UTF_16BE;
      }
    }
    return UTF_8;
  }

  Charset charset() {
    return charset;
  }

  ByteOrder order() {
    return order;
  }

  /** How many bytes a line break has; no other character has one of its units in it. */
  int unitBytes() {
    return this == UTF_8 ? 1 : 2;
  }

  /** What is said of a file with other bytes; the format takes the line and the byte offset. */
  String problem() {
    return this == UTF_8
        ? "is not UTF-8: line %,d, byte offset %,d. In Excel, save it as \"CSV UTF-8\""
        : "is not UTF-16, which it begins as: line %,d, byte offset %,d";
  }
}
