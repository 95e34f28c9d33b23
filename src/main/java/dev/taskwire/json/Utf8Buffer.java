package dev.taskwire.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing array of bytes that JSON is written into by hand, without a tree and without garbage.
 *
 * <p>{@link #quoted}, {@link #number(long)}, {@link #number(double)} and {@link #instant} each
 * append one complete JSON value; {@link #ascii} and {@link #raw} append what stands between the
 * values. No line break is ever written but by those two. Not thread-safe.
 */
public final class Utf8Buffer {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int limit;
  private byte[] bytes;
  private int length;
  private @Nullable InstantText instants;

  /** Creates an empty buffer that may grow as far as an array can. */
  public Utf8Buffer(int initialCapacity) {
    this(initialCapacity, LARGEST_ARRAY);
  }

  /**
   * Creates an empty buffer.
   *
   * @param limit the most bytes that it takes; one more is a {@link JsonTooLargeException}
   */
  public Utf8Buffer(int initialCapacity, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, but was " + limit);
    }
    this.limit = Math.min(limit, LARGEST_ARRAY);
    bytes = new byte[Math.min(initialCapacity, this.limit)];
  }

  /** Appends text that is known to be ASCII and to need no escape. */
  public Utf8Buffer ascii(String text) {
    int count = text.length();
    reserve(count);
    byte[] target = bytes;
    int at = length;
    int seen = 0;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      seen |= c;
      target[at + i] = (byte) c;
    }
    if (seen > 0x7F) {
      throw new IllegalArgumentException("Not ASCII: " + text);
    }
    length = at + count;
    return this;
  }

  /**
   * Appends a JSON string with its quotation marks. Controls (C0, DEL, C1), U+2028, U+2029, {@code
   * <} and lone surrogates are escaped, so that the string is one line for every reader and
   * harmless inside a {@code <script>}.
   */
  public Utf8Buffer quoted(String text) {
    int count = text.length();
    reserve(2 + (long) count);
    byte[] target = bytes;
    int at = length;
    target[at++] = '"';
    int i = 0;
    while (i < count) {
      char c = text.charAt(i);
      if (!JsonEscapes.isPlain(c)) {
        break;
      }
      target[at++] = (byte) c;
      i++;
    }
    length = at;
    if (i < count) {
      appendEscaping(text, i);
    }
    return put('"');
  }

  /** Appends a whole number. */
  public Utf8Buffer number(long value) {
    reserve(DecimalDigits.LONGEST_LONG);
    length = DecimalDigits.write(value, bytes, length);
    return this;
  }

  /**
   * Appends the shortest decimal number that reads back as the same double, always with a fraction
   * or an exponent.
   *
   * @throws IllegalArgumentException if the value is not finite, since JSON has no such number
   */
  public Utf8Buffer number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no number for " + value + ".");
    }
    reserve(DecimalDigits.LONGEST_DOUBLE);
    int end = DecimalDigits.write(value, bytes, length);
    if (end < 0) {
      return ascii(Double.toString(value));
    }
    length = end;
    return this;
  }

  /**
   * Appends a moment as a JSON string, in quotation marks: ISO 8601, UTC, always six digits of a
   * second (cut, not rounded).
   */
  public Utf8Buffer instant(long epochSecond, int nano) {
    reserve(InstantText.LONGEST + 2);
    if (instants == null) {
      instants = new InstantText();
    }
    bytes[length] = '"';
    length = instants.write(epochSecond, nano, bytes, length + 1);
    bytes[length++] = '"';
    return this;
  }

  /** Appends bytes as they are. */
  public Utf8Buffer raw(byte[] source) {
    return raw(source, 0, source.length);
  }

  /** Appends some bytes as they are. */
  public Utf8Buffer raw(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** The array written into, valid up to {@link #length()} and until the next call; not a copy. */
  public byte[] array() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Forgets what was written and keeps the array. */
  public Utf8Buffer reset() {
    length = 0;
    return this;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  Utf8Buffer put(int oneByte) {
    reserve(1);
    bytes[length++] = (byte) oneByte;
    return this;
  }

  /** Appends a character of a string that is no surrogate, escaped if need be. */
  Utf8Buffer character(char c) {
    if (JsonEscapes.isNeededFor(c)) {
      return escape(c);
    }
    if (c < 0x80) {
      return put(c);
    }
    return c < 0x800
        ? put(0xC0 | c >> 6).put(0x80 | c & 0x3F)
        : put(0xE0 | c >> 12).put(0x80 | c >> 6 & 0x3F).put(0x80 | c & 0x3F);
  }

  /** Appends the character that two surrogates stand for. */
  Utf8Buffer pair(char high, char low) {
    int point = Character.toCodePoint(high, low);
    put(0xF0 | point >> 18).put(0x80 | point >> 12 & 0x3F);
    return put(0x80 | point >> 6 & 0x3F).put(0x80 | point & 0x3F);
  }

  /** Appends an escape for a character that may not stand in the output itself. */
  Utf8Buffer escape(char c) {
    reserve(JsonEscapes.LONGEST);
    length = JsonEscapes.write(c, bytes, length);
    return this;
  }

  private void appendEscaping(String text, int from) {
    int count = text.length();
    for (int i = from; i < count; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        character(c);
      } else if (i + 1 < count && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        pair(c, text.charAt(++i));
      } else {
        escape(c);
      }
    }
  }

  private void reserve(long more) {
    if (more > bytes.length - length) {
      grow(more);
    }
  }

  private void grow(long more) {
    long needed = length + more;
    if (needed > limit) {
      throw new JsonTooLargeException(limit);
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, 2L * bytes.length)));
  }
}
