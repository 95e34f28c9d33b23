package dev.taskwire.json;

import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a document as RFC 8259 defines it, and nothing else: no repairs, no extensions, no
 * surprises. Thread-safe.
 */
public final class StrictJson {
  /** How many arrays and objects may stand in each other. */
  public static final int DEEPEST = 64;

  /** How many characters a number may have. */
  static final int LONGEST_NUMBER = 1000;

  /** How far the point of a number may be moved by its exponent. */
  static final int LARGEST_EXPONENT = 9999;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private StrictJson() {}

  /**
   * Reads one document of UTF-8.
   *
   * <p>Lone surrogates that are written as escapes are data. Numbers keep the form in which they
   * were written.
   *
   * @throws InvalidJsonException if it is empty, not UTF-8, begins with a byte order mark, breaks
   *     the grammar, goes on after its end, has a member twice, is deeper than {@link #DEEPEST}, or
   *     has a number of more than 1000 characters or with an exponent beyond 9999
   */
  public static JsonValue parse(byte[] utf8) {
    CharBuffer text = decode(utf8);
    if (text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new InvalidJsonException(
          "The JSON begins with a byte order mark, which is not allowed.", List.of());
    }
    return new JsonTextParser(new JsonCharacters(text.array(), text.remaining())).parseDocument();
  }

  private static CharBuffer decode(byte[] utf8) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    CharBuffer text = CharBuffer.allocate(utf8.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, text, true);
    if (result.isError()) {
      throw new InvalidJsonException(
          "The JSON is not UTF-8: byte " + (bytes.position() + 1) + " is malformed.", List.of());
    }
    return text.flip();
  }
}
