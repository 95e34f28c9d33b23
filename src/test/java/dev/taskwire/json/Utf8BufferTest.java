package dev.taskwire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {
  private final Utf8Buffer buffer = new Utf8Buffer(4);

  private String text() {
    return new String(buffer.array(), 0, buffer.length(), UTF_8);
  }

  private static String write(String value) {
    return new String(new Utf8Buffer(0).quoted(value).toByteArray(), UTF_8);
  }

  @Test
  void quoted_plainText_isCopied() {
    assertEquals("\"Loading data...\"", write("Loading data..."));
    assertEquals("\"\"", write(""));
    assertEquals("\"Größe €\u00a0😀\"", write("Größe €\u00a0😀"));
  }

  @Test
  void quoted_charactersThatBreakLinesOrMarkup_areEscaped() {
    assertEquals(
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\"", write("\"\\/\b\f\n\r\t\u0000\u001f"));
    assertEquals("\"\\u007f\\u0080\\u0085\\u009f\"", write("\u007f\u0080\u0085\u009f"));
    assertEquals("\"\\u2028\\u2029\u2027\u202a\"", write("\u2028\u2029\u2027\u202a"));
    assertEquals("\"\\u003c/script>\"", write("</script>"));
  }

  @Test
  void quoted_loneSurrogates_areEscaped() {
    assertEquals("\"a\\ud800\"", write("a\ud800"));
    assertEquals("\"\\udc00\\ud800b\"", write("\udc00\ud800b"));
    assertEquals("\"\\ud83d😀\\ude00\"", write("\ud83d\ud83d\ude00\ude00"));
  }

  @Property(tries = 2000)
  void quoted_anyText_readsBackFromOneSafeLine(@ForAll("hostile") String value) {
    String json = write(value);

    assertFalse(json.chars().anyMatch(c -> c < 0x20 || c >= 0x7f && c < 0xa0 || c == '<'));
    assertFalse(json.contains("\u2028") || json.contains("\u2029"));
    assertFalse(json.contains("\ufffd") && !value.contains("\ufffd"));
    try (var reader = Json.createReader(new StringReader("[" + json + "]"))) {
      assertEquals(value, ((JsonString) reader.readArray().get(0)).getString());
    }
  }

  @Provide
  static Arbitrary<String> hostile() {
    Arbitrary<Character> characters =
        Arbitraries.oneOf(
            Arbitraries.chars().all(),
            Arbitraries.chars().range('\u0000', '\u00a0'),
            Arbitraries.chars().range('\ud800', '\udfff'),
            Arbitraries.of('<', '"', '\\', '\u2028', '\u2029', '\ufeff', '\uffff'));
    return characters.list().ofMaxSize(60).map(HostileText::join);
  }

  @Test
  void ascii_textThatIsNot_isRefused() {
    buffer.ascii("{}");
    assertThrows(IllegalArgumentException.class, () -> buffer.ascii("é"));
    assertEquals("{}", text());
  }

  @Property
  void number_anyLong_isItsDecimalText(@ForAll long value) {
    assertArrayEquals(
        Long.toString(value).getBytes(UTF_8), new Utf8Buffer(0).number(value).toByteArray());
  }

  @Test
  void number_ordinaryDoubles_readLikeAPersonWritesThem() {
    double[] values = {0.0, -0.0, 0.1, 0.5, 1.0, 0.30000000000000004, 100, 1e-4, 123456.789, -2.5};
    for (double value : values) {
      buffer.number(value).ascii(" ");
    }
    assertEquals("0.0 -0.0 0.1 0.5 1.0 0.30000000000000004 100.0 0.0001 123456.789 -2.5 ", text());
    buffer.reset().number(Double.MAX_VALUE).ascii(" ").number(1e-300);
    assertEquals("1.7976931348623157E308 1.0E-300", text());
  }

  @Test
  void number_notFinite_isRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertThrows(IllegalArgumentException.class, () -> buffer.number(value));
    }
    assertEquals(0, buffer.length());
  }

  @Property
  void number_anyDouble_readsBackTheSame(@ForAll @DoubleRange double value) {
    String text = new String(new Utf8Buffer(0).number(value).toByteArray(), UTF_8);
    assertEquals(value, Double.parseDouble(text));
  }

  @Property(tries = 5000)
  void number_shareOfAWhole_isAsShortAsTheJdksText(
      @ForAll @IntRange(max = 100_000) int part, @ForAll @IntRange(min = 1, max = 100_000) int of) {
    double value = part / (double) of;
    String text = new String(new Utf8Buffer(0).number(value).toByteArray(), UTF_8);
    assertEquals(value, Double.parseDouble(text));
    if (value >= 1e-3 && value < 1e7) {
      assertEquals(Double.toString(value), text);
    }
  }

  @Test
  void instant_anyPrecision_hasSixDigits() {
    buffer.instant(1795435200, 123_456_999);
    assertEquals("\"2026-11-23T12:00:00.123456Z\"", text());
    buffer.reset().instant(0, 0);
    assertEquals("\"1970-01-01T00:00:00.000000Z\"", text());
    buffer.reset().instant(Instant.MAX.getEpochSecond(), 999_999_999);
    assertEquals("\"+1000000000-12-31T23:59:59.999999Z\"", text());
    buffer.reset().instant(Instant.MIN.getEpochSecond(), 0);
    assertEquals("\"-1000000000-01-01T00:00:00.000000Z\"", text());
  }

  @Test
  void instant_severalInOneSecond_haveTheirOwnMicroseconds() {
    buffer.instant(1795435200, 1000).instant(1795435200, 999_999_000).instant(1795435201, 0);
    assertEquals(
        "\"2026-11-23T12:00:00.000001Z\"\"2026-11-23T12:00:00.999999Z\"\"2026-11-23T12:00:01.000000Z\"",
        text());
  }

  @Property(tries = 5000)
  void instant_anyMoment_readsBackToTheMicrosecond(
      @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    String text = new String(new Utf8Buffer(0).instant(second, nano).toByteArray(), UTF_8);
    assertEquals(
        Instant.ofEpochSecond(second, nano).truncatedTo(ChronoUnit.MICROS),
        Instant.parse(text.substring(1, text.length() - 1)));
  }

  @Test
  void append_overTheLimit_isRefusedAndKeepsWhatWasThere() {
    Utf8Buffer small = new Utf8Buffer(1, 5).ascii("12345");
    assertEquals(
        "The JSON is larger than the limit of 5 bytes.",
        assertThrows(JsonTooLargeException.class, () -> small.ascii("6")).getMessage());
    assertEquals(5, small.length());
  }

  @Test
  void reset_usedBuffer_keepsItsArray() {
    buffer.raw(new byte[] {'x', '1', '2', '3', 'x'}, 1, 3);
    byte[] array = buffer.array();
    assertSame(array, buffer.reset().ascii("4").array());
    assertEquals("4", text());
  }
}
