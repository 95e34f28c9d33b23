package dev.taskwire.json;

import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the characters of finished JSON into bytes of UTF-8 and escapes what may not stand in our
 * output. Outside a string none of those characters occurs, so an escape is right wherever one
 * becomes necessary. Not thread-safe.
 */
final class EscapingWriter extends Writer {
  private final Utf8Buffer target;
  private char pendingHighSurrogate;
  private @Nullable JsonTooLargeException overflow;

  EscapingWriter(Utf8Buffer target) {
    this.target = target;
  }

  @Override
  public void write(char[] characters, int offset, int count) {
    try {
      for (int i = offset; i < offset + count; i++) {
        encode(characters[i]);
      }
    } catch (JsonTooLargeException e) {
      overflow = e;
      throw e;
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Writes what is still held back. */
  void finish() {
    if (pendingHighSurrogate != 0) {
      target.escape(pendingHighSurrogate);
      pendingHighSurrogate = 0;
    }
  }

  /**
   * Why not everything was written; {@code null} if everything was. Whoever wrote may have ignored
   * the exception.
   */
  @Nullable JsonTooLargeException overflow() {
    return overflow;
  }

  private void encode(char c) {
    if (c >= ' ' && c < 0x7F && c != '<' && pendingHighSurrogate == 0) {
      target.put(c);
    } else if (pendingHighSurrogate != 0 && Character.isLowSurrogate(c)) {
      target.pair(pendingHighSurrogate, c);
      pendingHighSurrogate = 0;
    } else {
      finish();
      encodeOther(c);
    }
  }

  private void encodeOther(char c) {
    if (Character.isHighSurrogate(c)) {
      pendingHighSurrogate = c;
    } else if (Character.isLowSurrogate(c)) {
      target.escape(c);
    } else if (c == '"' || c == '\\') {
      target.put(c);
    } else {
      target.character(c);
    }
  }
}
