package dev.taskwire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskProgress;
import dev.taskwire.TaskStatus;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.1234567Z");

  private static String json(@Nullable Object value) {
    return new String(JsonEncoder.encode(value), UTF_8);
  }

  private static String refusal(Object value) {
    return assertThrows(JsonEncodingException.class, () -> JsonEncoder.encode(value)).getMessage();
  }

  /** An enum of a task author, one constant with a body. */
  public enum Colour {
    RED,
    DARK_BLUE {
      @Override
      public String toString() {
        return "dark";
      }
    }
  }

  /** A result of a task author. */
  public record Outcome(
      int processedRecords,
      @Nullable String filePath,
      Optional<String> note,
      OptionalInt count,
      Colour colour,
      Instant at,
      List<Colour> colours,
      Map<String, @Nullable Object> more) {}

  /** Numbers. */
  public record Numbers(double real, float single, @Nullable Object any) {}

  /** A bean that holds itself. */
  public static final class Knot {
    public final List<Object> items = new ArrayList<>();
    public @Nullable Knot self;
  }

  /** A bean whose getter throws. */
  public static final class Broken {
    private final Throwable thrown;

    Broken(Throwable thrown) {
      this.thrown = thrown;
    }

    /** Throws. */
    public String getValue() throws Throwable {
      throw thrown;
    }
  }

  record Hidden(String name) {}

  @Test
  void encode_record_isSnakeCaseWithNulls() {
    Map<String, @Nullable Object> more = new LinkedHashMap<>();
    more.put("camelKey", null);
    more.put("when", NOON);
    more.put("red", Colour.RED);
    assertEquals(
        "{\"at\":\"2026-11-23T12:00:00.123456Z\",\"colour\":\"DARK_BLUE\",\"colours\":[\"RED\",\"DARK_BLUE\"],"
            + "\"count\":null,\"file_path\":null,"
            + "\"more\":{\"camelKey\":null,\"when\":\"2026-11-23T12:00:00.123456Z\",\"red\":\"RED\"},"
            + "\"note\":null,\"processed_records\":3}",
        json(
            new Outcome(
                3,
                null,
                Optional.empty(),
                OptionalInt.empty(),
                Colour.DARK_BLUE,
                NOON,
                List.of(Colour.RED, Colour.DARK_BLUE),
                more)));
  }

  @Test
  void encode_task_isTheContractsObject() {
    TaskInfo info =
        new TaskInfo(
            "id",
            "demo",
            TaskStatus.RUNNING,
            false,
            new TaskProgress("half", 0.5),
            NOON,
            NOON,
            null,
            Map.of("success", true),
            null);
    assertEquals(
        "{\"cancel_requested\":false,\"end_time\":null,\"error\":null,"
            + "\"progress\":{\"text\":\"half\",\"value\":0.5},\"result\":{\"success\":true},"
            + "\"running_since\":\"2026-11-23T12:00:00.123456Z\","
            + "\"start_time\":\"2026-11-23T12:00:00.123456Z\",\"status\":\"running\","
            + "\"task_id\":\"id\",\"type\":\"demo\"}",
        json(info));
  }

  @Test
  void encode_failure_leavesOutAnAbsentTraceback() {
    assertEquals(
        "{\"error\":\"boom\",\"code\":\"task_failed\"}",
        json(new TaskFailure("boom", "task_failed", null)));
    assertEquals(
        "[{\"error\":\"boom\",\"code\":\"task_failed\",\"traceback\":\"at x\"}]",
        json(List.of(new TaskFailure("boom", "task_failed", "at x"))));
  }

  @Test
  void encode_simpleValues_areJsonTexts() {
    UUID id = UUID.randomUUID();
    assertEquals("null", json(null));
    assertEquals("null", json(Optional.empty()));
    assertEquals("1", json(Optional.of(1)));
    assertEquals("\"x\"", json("x"));
    assertEquals("true", json(true));
    assertEquals("\"task_started\"", json(TaskEventType.TASK_STARTED));
    assertEquals("\"pending\"", json(TaskStatus.PENDING));
    assertEquals("\"2026-11-23T12:00:00.123456Z\"", json(NOON));
    assertEquals("\"" + id + "\"", json(id));
    assertEquals(
        "[\"PT10M\",\"2026-11-23\"]",
        json(List.of(Duration.ofMinutes(10), LocalDate.of(2026, 11, 23))));
    assertEquals("[1,null,\"RED\"]", json(new Object[] {1, null, Colour.RED}));
    assertEquals(
        "[12345678901234567890,1.50]",
        json(List.of(new BigInteger("12345678901234567890"), new BigDecimal("1.50"))));
    assertEquals(
        "{\"any\":[],\"real\":0.5,\"single\":0.1}", json(new Numbers(0.5, 0.1f, List.of())));
    assertEquals("{}", json(Map.of()));
  }

  @Test
  void encode_tree_isItself() {
    JsonValue tree =
        StrictJson.parse("{\"aB\":[1.0,1e2,null,\"\\u2028<\\ud800\"]}".getBytes(UTF_8));
    assertEquals("{\"aB\":[1.0,1e2,null,\"\\u2028\\u003c\\ud800\"]}", json(tree));
    assertEquals(
        "{\"x\":{\"aB\":[1.0,1e2,null,\"\\u2028\\u003c\\ud800\"]}}", json(Map.of("x", tree)));
    assertEquals("7", json(StrictJson.parse(new byte[] {'7'})));
    assertEquals("null", json(JsonValue.NULL));
    assertEquals(
        "[\"<\"]".replace("<", "\\u003c"), json(Json.createArrayBuilder().add("<").build()));
  }

  @Test
  void encode_hostileText_isEscapedInNamesToo() {
    assertEquals(
        "{\"\\u003c\\u2028\":\"\\u003c/script>\\n\\u0085\\u007f\\u2029\\udc00😀\\ud83d\"}",
        json(Map.of("<\u2028", "</script>\n\u0085\u007f\u2029\udc00😀\ud83d")));
  }

  @Property(tries = 1000)
  void encode_anyText_readsBackFromOneSafeLine(@ForAll("hostile") String text) {
    String json = json(List.of(text, "x".repeat(4090) + text));

    assertFalse(json.chars().anyMatch(c -> c < 0x20 || c >= 0x7f && c < 0xa0 || c == '<'));
    assertFalse(json.contains("\u2028") || json.contains("\u2029"));
    JsonValue back = StrictJson.parse(json.getBytes(UTF_8));
    assertEquals(text, ((JsonString) back.asJsonArray().get(0)).getString());
    assertEquals(text, back.asJsonArray().getString(1).substring(4090));
  }

  @Provide
  static Arbitrary<String> hostile() {
    return Utf8BufferTest.hostile();
  }

  @Test
  void encode_numberThatIsNone_isRefused() {
    String sentence =
        "The value cannot be written as JSON: it holds a number that JSON does not have, such as"
            + " NaN or infinity.";
    assertEquals(sentence, refusal(new Numbers(Double.NaN, 0, null)));
    assertEquals(sentence, refusal(new Numbers(0, Float.NEGATIVE_INFINITY, null)));
    assertEquals(sentence, refusal(new Numbers(0, 0, Double.POSITIVE_INFINITY)));
    assertEquals(sentence, refusal(Map.of("x", List.of(Double.NaN))));
  }

  @Test
  void encode_cycle_isRefused() {
    String sentence =
        "The value cannot be written as JSON: it contains itself or is nested too deeply.";
    Knot self = new Knot();
    self.self = self;
    Knot list = new Knot();
    list.items.add(list.items);
    Map<String, Object> map = new HashMap<>();
    map.put("map", map);
    Knot mutual = new Knot();
    mutual.items.add(Map.of("back", mutual));
    for (Object cycle : List.of(self, list, List.of(Optional.of(map)), mutual)) {
      assertEquals(sentence, refusal(cycle));
    }
  }

  @Test
  void encode_throwingGetter_isRefusedWithTheAuthorsWords() {
    String start = "The value cannot be written as JSON: ";
    assertEquals(
        start + "reading one of its members failed with \"not ready\".",
        refusal(new Broken(new IllegalStateException("not ready"))));
    String unsaid = start + "one of its members cannot be read or has no JSON form.";
    assertEquals(unsaid, refusal(new Broken(new IllegalStateException("in com.example.Secret"))));
    assertEquals(unsaid, refusal(new Broken(new NullPointerException("because this.x is null"))));
    assertEquals(unsaid, refusal(new Broken(new IllegalStateException("x".repeat(1001)))));
    assertEquals(unsaid, refusal(new Broken(new NoClassDefFoundError("com/example/Gone"))));
    assertEquals(unsaid, refusal(new Hidden("x")));
    assertEquals(unsaid, refusal(Thread.currentThread()));
    assertEquals(
        start + "there is not enough memory for it.",
        refusal(new Broken(new OutOfMemoryError("made up"))));
  }

  @Test
  void encode_overTheLimit_isRefused() {
    assertEquals(5, JsonEncoder.encode("abc", 5).length);
    JsonTooLargeException refusal =
        assertThrows(JsonTooLargeException.class, () -> JsonEncoder.encode("abcd", 5));
    assertEquals("The JSON is larger than the limit of 5 bytes.", refusal.getMessage());
    assertThrows(JsonTooLargeException.class, () -> JsonEncoder.encode("é€", 6));
    assertThrows(JsonTooLargeException.class, () -> JsonEncoder.encode(null, 3));
  }

  @Test
  void encode_endlessValue_stopsAtTheLimit() {
    AtomicLong asked = new AtomicLong();
    List<Object> endless =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            asked.incrementAndGet();
            return Map.of("index", index);
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    assertThrows(JsonTooLargeException.class, () -> JsonEncoder.encode(endless, 100_000));
    assertTrue(asked.get() < 100_000, "asked for " + asked);
  }
}
