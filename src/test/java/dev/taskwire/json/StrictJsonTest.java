package dev.taskwire.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static JsonValue parse(String text) {
    return StrictJson.parse(text.getBytes(UTF_8));
  }

  private static InvalidJsonException refusal(String text) {
    return assertThrows(InvalidJsonException.class, () -> parse(text));
  }

  private static InvalidJsonException refusal(byte[] bytes) {
    return assertThrows(InvalidJsonException.class, () -> StrictJson.parse(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "123",
        "0.5",
        "-0.5e-10",
        "1E+2",
        "1e2",
        "1e0002",
        "0e1",
        "1e9999",
        "1.0e-9999",
        "\"\"",
        "\" \"",
        "\"\u007f\u0085\u2028\"",
        "\"\\u0000\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\uD834\\uDd1e\"",
        "\"\\ud800\"",
        "\"\\uDFAA\"",
        "\"\\uDBFF\\uDBFE\"",
        "\"𝄞\"",
        "\"\uffff\ufeff\"",
        " \t\r\n[ 1 , 2 ]\n ",
        "{\"\":0}",
        "{\"a\\u0000b\":1}",
        "{\"a\":{\"a\":{\"a\":null}}}",
        "[null,1,\"1\",{}]",
        "{ \"a\" : [ ] , \"b\" : { } }",
        "[1.7976931348623157e308]",
        "[1e400]"
      })
  void parse_validDocument_isRead(String text) {
    JsonValue value = parse(text);
    assertEquals(value, StrictJson.parse(JsonEncoder.encode(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1 true]",
        "[a\u00e5]",
        "[\"\": 1]",
        "[\"\"],",
        "[,1]",
        "[1,,2]",
        "[\"x\",,]",
        "[\"x\"]]",
        "[\"\",]",
        "[\"x\"",
        "[x",
        "[3[4]]",
        "[1:2]",
        "[,]",
        "[-]",
        "[   , \"\"]",
        "[1,",
        "[1,\n1\n,1",
        "[*]",
        "[\"\"",
        "[{}",
        "[fals]",
        "[nul]",
        "[tru]",
        "True",
        "NULL",
        "[++1234]",
        "[+1]",
        "[+Inf]",
        "[-01]",
        "[-1.0.]",
        "[-2.]",
        "[-NaN]",
        "[.-1]",
        "[.2e-3]",
        "[0.1.2]",
        "[0.3e+]",
        "[0.3e]",
        "[0.e1]",
        "[0E+]",
        "[0E]",
        "[1.0e+]",
        "[1.0e-]",
        "[1.0e]",
        "[1 000.0]",
        "[1eE2]",
        "[2.e+3]",
        "[2.e3]",
        "[9.e+]",
        "[Inf]",
        "[NaN]",
        "[\uff11]",
        "[1+2]",
        "[0x1]",
        "[0x42]",
        "[Infinity]",
        "[-Infinity]",
        "[-foo]",
        "[- 1]",
        "[-012]",
        "[-.123]",
        "[-1x]",
        "[1ea]",
        "[1.]",
        "[.123]",
        "[1.2a-3]",
        "[012]",
        "00",
        "1_000",
        "{\"x\", null}",
        "{\"x\"::\"b\"}",
        "{\"a\":\"a\" 123}",
        "{key: 'value'}",
        "{\"a\" b}",
        "{:\"b\"}",
        "{\"a\" \"b\"}",
        "{\"a\":",
        "{\"a\"",
        "{1:1}",
        "{null:null}",
        "{\"id\":0,,,}",
        "{'a':0}",
        "{\"id\":0,}",
        "{\"a\":\"b\"}/**/",
        "{\"a\":\"b\"}#",
        "{\"a\":\"b\",,\"c\":\"d\"}",
        "{a: \"b\"}",
        "{\"a\":\"a",
        "{ \"foo\" : \"bar\", \"a\" }",
        "{\"a\":\"b\"}#{}",
        "{,}",
        "{",
        "{\"\":",
        "[",
        "]",
        "}",
        "[\"\\uD800\\\"]",
        "[\"\\u00A\"]",
        "[\"\\",
        "[\"\\x00\"]",
        "[\"\\\\\\\"]",
        "[\"\\\t\"]",
        "[\"\\🌀\"]",
        "[\"\\uqqqq\"]",
        "[\"\\a\"]",
        "[\"\\uD834\\u\"]",
        "\"",
        "['single quote']",
        "abc",
        "[\"\\n",
        "[\"new\nline\"]",
        "[\"\t\"]",
        "[\"\u0000\"]",
        "\"\"x",
        "[\"\\u 123\"]",
        "<.>",
        "[<null>]",
        "[1]x",
        "[1]]",
        "[][]",
        "1]",
        "{\"a\":true} \"x\"",
        "{}}",
        "\u00e5",
        "[\u2060]",
        "[\f]",
        "*",
        "'x'",
        "2@",
        "1e1000000000",
        "-1E-10000",
        "// c\n1",
        "[1\u00a0]",
        "{} {}",
        "[\"\\u\uff11\uff11\uff11\uff11\"]",
        "[\uff34rue]",
        "[truee]",
        "nulll",
        "1 2"
      })
  void parse_invalidDocument_isRefusedWithOneSentence(String text) {
    String message = refusal(text).getMessage();
    assertTrue(message.endsWith("."), message);
    assertFalse(message.contains("jakarta") || message.contains("\n"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1,]|Not valid JSON at line 1, column 4: expected a value, but found ']'.",
        "{\"a\" 1}|Not valid JSON at line 1, column 6: expected a colon, but found '1'.",
        "{\"a\":1 \"b\":2}|Not valid JSON at line 1, column 8: expected a comma or }, but found"
            + " '\"'.",
        "{} x|Not valid JSON at line 1, column 4: expected the end of the JSON, but found 'x'.",
        "{a:1}|Not valid JSON at line 1, column 2: expected a member's name in quotation marks, but"
            + " found 'a'.",
        "{\"a\":1|The JSON ends too early, at line 1, column 7.",
        "[tru]|Not valid JSON at line 1, column 5: expected true, but found ']'.",
        "[1.x]|Not valid JSON at line 1, column 4: expected a digit, but found 'x'.",
        "[01]|Not valid JSON at line 1, column 3: expected a comma or ], but found '1'.",
        "[\"\\q\"]|Not valid JSON at line 1, column 4: expected one of \" \\ / b f n r t u after a"
            + " backslash, but found 'q'.",
        "[\"\\u12\"]|Not valid JSON at line 1, column 7: expected four hexadecimal digits after"
            + " \\u, but found '\"'.",
        "[\"😀\",😀]|Not valid JSON at line 1, column 6: expected a value, but found U+1F600."
      })
  void parse_brokenGrammar_saysWhereAndWhat(String text, String message) {
    assertEquals(message, refusal(text).getMessage());
    assertEquals(List.of(), refusal(text).errors());
  }

  @Test
  void parse_errorOnLaterLine_countsLinesAndColumns() {
    assertEquals(
        "Not valid JSON at line 3, column 2: expected a value, but found U+000C.",
        refusal("[\n1,\r\n \f]").getMessage());
    assertEquals(
        "Not valid JSON at line 1, column 3: expected an escape such as \\n, but found U+000A.",
        refusal("\"a\nb\"").getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t \r\n"})
  void parse_nothing_saysThatTheBodyIsEmpty(String text) {
    assertEquals("The body is empty, but JSON is expected.", refusal(text).getMessage());
  }

  @Test
  void parse_notUtf8_isRefused() {
    assertEquals(
        "The JSON is not UTF-8: byte 3 is malformed.",
        refusal("[\"é\"]".getBytes(ISO_8859_1)).getMessage());
    assertEquals(
        "The JSON is not UTF-8: byte 1 is malformed.", refusal("[]".getBytes(UTF_16)).getMessage());
    int[][] malformed = {
      {0xC0, 0xAF}, {0xED, 0xA0, 0x80}, {0xF4, 0xBF, 0xBF, 0xBF}, {0x81}, {0xE2, 0x82}
    };
    for (int[] sequence : malformed) {
      byte[] bytes = new byte[sequence.length + 2];
      bytes[0] = '"';
      for (int i = 0; i < sequence.length; i++) {
        bytes[i + 1] = (byte) sequence[i];
      }
      bytes[bytes.length - 1] = '"';
      assertEquals("The JSON is not UTF-8: byte 2 is malformed.", refusal(bytes).getMessage());
    }
    assertEquals(
        "The JSON is not UTF-8: byte 2 is malformed.",
        refusal(new byte[] {'"', (byte) 0xE2, (byte) 0x82}).getMessage());
  }

  @Test
  void parse_byteOrderMark_isRefused() {
    assertEquals(
        "The JSON begins with a byte order mark, which is not allowed.",
        refusal("\ufeff{}").getMessage());
  }

  @Test
  void parse_duplicateMember_isNamedWithItsPath() {
    InvalidJsonException refusal = refusal("{\"params\":{\"x\":[0,{\"a\":1,\"\\u0061\":1}]}}");
    assertEquals("params.x[1].a appears more than once.", refusal.getMessage());
    assertEquals(
        List.of(new FieldError("params.x[1].a", "appears more than once")), refusal.errors());
    assertEquals(
        "a?b?c appears more than once.",
        refusal("{\"a\\nb\\u2028c\":1,\"a\\nb\\u2028c\":2}").getMessage());
  }

  @Test
  void parse_longMemberName_isCutInTheMessage() {
    String name = "x".repeat(10_000);
    assertEquals(
        "x".repeat(64) + "… appears more than once.",
        refusal("{\"" + name + "\":1,\"" + name + "\":2}").getMessage());
  }

  @Test
  void parse_depth_endsAt64() {
    assertEquals(1, ((JsonArray) parse("[".repeat(64) + "]".repeat(64))).size());
    parse("{\"a\":".repeat(64) + "1" + "}".repeat(64));
    assertEquals(
        "The JSON is nested deeper than 64 levels at line 1, column 65.",
        refusal("[".repeat(65) + "]".repeat(65)).getMessage());
    assertEquals(
        "The JSON is nested deeper than 64 levels at line 1, column 65.",
        refusal("[".repeat(30_000)).getMessage());
    refusal("{\"a\":".repeat(65) + "1" + "}".repeat(65));
    parse("[" + "[[]],".repeat(1000) + "[]]");
  }

  @Test
  void parse_giantNumber_isRefusedNamingTheMember() {
    InvalidJsonException refusal = refusal("{\"batch_size\":1e1000000000}");
    String rule = "must be a number of at most 1000 digits with an exponent up to 9999";
    assertEquals("batch_size " + rule + ".", refusal.getMessage());
    assertEquals(List.of(new FieldError("batch_size", rule)), refusal.errors());
    refusal("1e99999999999999999999");
    refusal("1e-10000");
    refusal("9".repeat(1001));
    assertEquals(1000, parse("9".repeat(1000)).toString().length());
  }

  @Test
  void parse_number_keepsItsForm() {
    assertTrue(((JsonNumber) parse("-0")).isIntegral());
    assertTrue(((JsonNumber) parse("1.0")).isIntegral());
    assertTrue(((JsonNumber) parse("0.0")).isIntegral());
    assertTrue(((JsonNumber) parse("1.05e2")).isIntegral());
    assertTrue(((JsonNumber) parse("1e999")).isIntegral());
    assertFalse(((JsonNumber) parse("1.05e1")).isIntegral());
    assertFalse(((JsonNumber) parse("1e-1")).isIntegral());
    assertFalse(((JsonNumber) parse("1e1000")).isIntegral());
    assertEquals("1.0e1", parse("1.0e1").toString());
  }

  @Test
  void parse_loneSurrogateEscape_isData() {
    assertEquals("\ud800", ((JsonString) parse("\"\\ud800\"")).getString());
  }

  @Property(tries = 2000)
  void parse_anyStringThatWeWrote_isTheSame(@ForAll("hostile") String text) {
    byte[] json = new Utf8Buffer(16).quoted(text).toByteArray();
    assertEquals(text, ((JsonString) StrictJson.parse(json)).getString());
  }

  @Property(tries = 5000)
  void parse_anyBytes_endsInAValueOrARefusal(@ForAll("almostJson") String text) {
    try {
      parse(text);
    } catch (InvalidJsonException e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }
  }

  @Provide
  static Arbitrary<String> hostile() {
    return Utf8BufferTest.hostile();
  }

  @Provide
  static Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d8", "00", "1", "-", ".", "e", "true",
            "null", "\"a\":", " ", "\n", "é", "\u0000")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
