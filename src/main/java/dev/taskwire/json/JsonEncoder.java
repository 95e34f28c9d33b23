package dev.taskwire.json;

import jakarta.json.bind.JsonbException;
import org.jspecify.annotations.Nullable;

/**
 * Writes any value as one line of JSON in UTF-8: snake_case, nulls written, moments in UTC with six
 * digits of a second, our enums in lower case.
 *
 * <p>Controls, U+2028, U+2029, {@code <} and lone surrogates are escaped, so that the line is one
 * line for every reader, can be a {@code data:} line of an event stream, and is harmless inside a
 * {@code <script>}. Thread-safe.
 */
public final class JsonEncoder {
  private static final int FIRST_CAPACITY = 512;

  private JsonEncoder() {}

  /**
   * Encodes a value.
   *
   * @throws JsonEncodingException if it has no JSON form
   */
  public static byte[] encode(@Nullable Object value) {
    return encode(value, Integer.MAX_VALUE);
  }

  /**
   * Encodes a value, but stops as soon as it turns out to be too large.
   *
   * @throws JsonTooLargeException if it takes more than {@code maxBytes}; no more than those were
   *     ever held
   * @throws JsonEncodingException if it has no JSON form
   */
  public static byte[] encode(@Nullable Object value, int maxBytes) {
    Utf8Buffer buffer = new Utf8Buffer(FIRST_CAPACITY, maxBytes);
    EscapingWriter writer = new EscapingWriter(buffer);
    write(value, writer);
    JsonTooLargeException overflow = writer.overflow();
    if (overflow != null) {
      throw overflow;
    }
    return buffer.toByteArray();
  }

  private static void write(@Nullable Object value, EscapingWriter writer) {
    try {
      if (value == null) {
        writer.write("null".toCharArray(), 0, 4);
      } else {
        SharedJsonb.JSONB.toJson(value, writer);
      }
      writer.finish();
    } catch (JsonTooLargeException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      JsonTooLargeException overflow = writer.overflow();
      if (overflow != null) {
        throw overflow;
      }
      throw new JsonEncodingException("The value cannot be written as JSON: " + reason(e) + ".", e);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable innermost = AuthorMessage.innermost(thrown);
    if (innermost instanceof StackOverflowError || isRecursion(innermost)) {
      return "it contains itself or is nested too deeply";
    }
    if (innermost instanceof NumberFormatException) {
      return "it holds a number that JSON does not have, such as NaN or infinity";
    }
    if (innermost instanceof OutOfMemoryError) {
      return "there is not enough memory for it";
    }
    return AuthorMessage.ofGetter(thrown)
        .map(message -> "reading one of its members failed with \"" + message + "\"")
        .orElse("one of its members cannot be read or has no JSON form");
  }

  private static boolean isRecursion(Throwable thrown) {
    return thrown instanceof JsonbException
        && thrown.getMessage() != null
        && thrown.getMessage().startsWith("Recursive reference");
  }
}
