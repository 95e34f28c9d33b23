package dev.taskwire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBindingTest {
  /** What the data endpoint takes. */
  public record Params(@NotBlank String filePath, int batchSize) {}

  /** Every kind of scalar. */
  public record Scalars(
      byte tiny,
      Short small,
      int plain,
      Long big,
      @Nullable BigInteger huge,
      float single,
      Double real,
      @Nullable BigDecimal exact,
      boolean flag,
      char letter,
      @Nullable String text,
      @Nullable TaskStatus status,
      @Nullable Instant at,
      @Nullable LocalDate day,
      @Nullable Duration length,
      @Nullable UUID id,
      @Nullable URI link,
      OptionalInt count,
      Optional<String> note) {}

  /** Lists, maps and arrays of things. */
  public record Nested(
      @Nullable List<Params> items,
      @Nullable Map<String, Integer> counts,
      int @Nullable [] numbers,
      @Nullable Set<TaskStatus> statuses,
      @Nullable Pair<Integer> pair,
      @Nullable Object anything,
      @Nullable JsonObject tree) {}

  /** A generic bean. */
  public static final class Pair<T> {
    public @Nullable T left;
    public @Nullable List<T> right;
  }

  /** Names of its own. */
  public record Named(@JsonbProperty("CamelName") int other, @NotNull Object fooBAR) {}

  /** A record that refuses. */
  public record Strict(int size, @Nullable Strict inner) {
    /** Checks. */
    public Strict {
      if (size < 0) {
        throw new IllegalArgumentException("size must not be negative");
      }
      if (size == 13) {
        throw new IllegalStateException("secret");
      }
      if (size == 14) {
        Objects.requireNonNull(inner, "size 14 needs an inner one");
      }
      if (size == 15) {
        throw new IllegalArgumentException("No enum constant com.example.Secret.X");
      }
    }
  }

  /** A bean with setters, a public field and a parent. */
  public static class Parent {
    private int age;
    public @Nullable String nick;

    public int getAge() {
      return age;
    }

    public void setAge(int age) {
      this.age = age;
    }
  }

  /** A bean. */
  public static class Bean extends Parent {
    @NotEmpty private @Nullable List<Integer> luckyNumbers;

    public @Nullable List<Integer> getLuckyNumbers() {
      return luckyNumbers;
    }

    public void setLuckyNumbers(List<Integer> luckyNumbers) {
      this.luckyNumbers = luckyNumbers;
    }
  }

  /** A class with a creator. */
  public static final class Created {
    final int width;

    private Created(int width) {
      this.width = width;
    }

    /** Creates it. */
    @JsonbCreator
    public static Created of(@JsonbProperty("w") int width) {
      return new Created(width);
    }
  }

  /** A point that is written {@code "1,2"}. */
  @JsonbTypeAdapter(PointAdapter.class)
  public record Point(int x, int y) {}

  /** Reads points. */
  public static final class PointAdapter implements JsonbAdapter<Point, String> {
    @Override
    public String adaptToJson(Point point) {
      return point.x() + "," + point.y();
    }

    @Override
    public Point adaptFromJson(String text) {
      String[] parts = text.split(",");
      if (parts.length != 2) {
        throw new IllegalArgumentException("A point is written like 1,2");
      }
      return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
  }

  /** Holds points. */
  public record Line(List<Point> points) {}

  /** A shape. */
  @JsonbTypeInfo(
      key = "kind",
      value = {
        @JsonbSubtype(alias = "circle", type = Circle.class),
        @JsonbSubtype(alias = "square", type = Square.class)
      })
  public interface Shape {}

  /** A circle. */
  public static final class Circle implements Shape {
    public int radius;
  }

  /** A square. */
  public static final class Square implements Shape {
    public int side;
  }

  private static <T> T read(String json, Type type) {
    return JsonBinding.read(StrictJson.parse(json.getBytes(UTF_8)), type, "");
  }

  private static InvalidJsonException refusal(String json, Type type) {
    return assertThrows(InvalidJsonException.class, () -> read(json, type));
  }

  @Test
  void read_wellFormedParams_areMapped() {
    assertEquals(
        new Params("a.csv", 100),
        read("{\"file_path\":\"a.csv\",\"batch_size\":100,\"unknown\":[{}]}", Params.class));
    assertEquals(new Params("a.csv", 0), read("{\"file_path\":\"a.csv\"}", Params.class));
    assertEquals(
        new Params("\ud800", -5),
        read("{\"file_path\":\"\\ud800\",\"batch_size\":-5}", Params.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'file_path':'a','batch_size':'100'}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':1.5}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':1e-1}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':2147483648.0}|batch_size|must be a whole number from"
            + " -2147483648 to 2147483647",
        "{'file_path':'a','batch_size':1e10}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':2147483648}|batch_size|must be a whole number from"
            + " -2147483648 to 2147483647",
        "{'file_path':'a','batch_size':-2147483649}|batch_size|must be a whole number from"
            + " -2147483648 to 2147483647",
        "{'file_path':'a','batch_size':99999999999999999999}|batch_size|must be a whole number from"
            + " -2147483648 to 2147483647",
        "{'file_path':'a','batch_size':true}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':[1]}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':{}}|batch_size|must be a whole number from -2147483648 to"
            + " 2147483647",
        "{'file_path':'a','batch_size':null}|batch_size|must not be null",
        "{'file_path':1}|file_path|must be a string",
        "{'file_path':true}|file_path|must be a string",
        "{'file_path':['a']}|file_path|must be a string",
        "{'file_path':{}}|file_path|must be a string",
        "{'file_path':null}|file_path|must not be null",
        "{'batch_size':1}|file_path|is missing",
        "{'FILE_PATH':'a','filePath':'b'}|file_path|is missing"
      })
  void read_memberOfTheWrongType_isNamed(String json, String field, String rule) {
    InvalidJsonException refusal = refusal(json.replace('\'', '"'), Params.class);
    assertEquals(List.of(new FieldError(field, rule)), refusal.errors());
    assertEquals(field + " " + rule + ".", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "null|must not be null",
        "[]|must be an object",
        "'x'|must be an object",
        "1|must be an object"
      })
  void read_documentOfTheWrongType_isRefused(String json, String rule) {
    InvalidJsonException refusal = refusal(json.replace('\'', '"'), Params.class);
    assertEquals("The JSON " + rule + ".", refusal.getMessage());
    assertEquals(List.of(new FieldError("", rule)), refusal.errors());
  }

  @Test
  void read_scalars_areMappedExactly() {
    Scalars scalars =
        read(
            "{\"tiny\":-128,\"small\":32767,\"plain\":-0,\"big\":-9223372036854775808,"
                + "\"huge\":123456789012345678901234567890,\"single\":0.1,\"real\":1e-3,\"exact\":1.50,"
                + "\"flag\":true,\"letter\":\"x\",\"text\":\"\",\"status\":\"running\","
                + "\"at\":\"2026-11-23T12:00:00.5Z\",\"day\":\"2026-11-23\",\"length\":\"PT10M\","
                + "\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"link\":\"https://example.org/a\",\"count\":3,\"note\":\"n\"}",
            Scalars.class);
    assertEquals(
        new Scalars(
            (byte) -128,
            (short) 32767,
            0,
            Long.MIN_VALUE,
            new BigInteger("123456789012345678901234567890"),
            0.1f,
            0.001,
            new BigDecimal("1.50"),
            true,
            'x',
            "",
            TaskStatus.RUNNING,
            Instant.parse("2026-11-23T12:00:00.5Z"),
            LocalDate.of(2026, 11, 23),
            Duration.ofMinutes(10),
            UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
            URI.create("https://example.org/a"),
            OptionalInt.of(3),
            Optional.of("n")),
        scalars);
    Scalars nulls =
        read(
            "{\"small\":null,\"text\":null,\"status\":null,\"at\":null,\"id\":null,\"count\":null,\"note\":null}",
            Scalars.class);
    assertNull(nulls.text());
    assertEquals(OptionalInt.empty(), nulls.count());
    assertEquals(Optional.empty(), nulls.note());
    assertEquals(Optional.empty(), JsonBindingTest.<Scalars>read("{}", Scalars.class).note());
  }

  /** As JSON Schema has it, and as JavaScript, Python and Excel write them. */
  @Test
  void read_integersWithFractionOrExponent_areWhatTheyAre() {
    Scalars scalars =
        read(
            "{\"tiny\":1e2,\"small\":3.20e1,\"plain\":100.0,\"big\":-9223372036854775808.0,"
                + "\"huge\":1.5e31,\"exact\":100.0,\"count\":30e-1}",
            Scalars.class);
    assertEquals(100, scalars.tiny());
    assertEquals((short) 32, scalars.small());
    assertEquals(100, scalars.plain());
    assertEquals(Long.MIN_VALUE, scalars.big());
    assertEquals(new BigInteger("15" + "0".repeat(30)), scalars.huge());
    assertEquals(new BigDecimal("100.0"), scalars.exact());
    assertEquals(OptionalInt.of(3), scalars.count());
    Nested nested = read("{\"numbers\":[1.0,2e1],\"counts\":{\"a\":3.0}}", Nested.class);
    assertArrayEquals(new int[] {1, 20}, nested.numbers());
    assertEquals(Map.of("a", 3), nested.counts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tiny|128|must be a whole number from -128 to 127",
        "small|-32769|must be a whole number from -32768 to 32767",
        "big|9223372036854775808|must be a whole number from -9223372036854775808 to"
            + " 9223372036854775807",
        "big|'1'|must be a whole number from -9223372036854775808 to 9223372036854775807",
        "huge|1.01|must be a whole number",
        "huge|1e1000|must be a whole number",
        "single|1e39|must be a number that a float holds",
        "real|1e309|must be a number that a double holds",
        "real|'1'|must be a number that a double holds",
        "exact|'1.5'|must be a number",
        "flag|'true'|must be true or false",
        "flag|1|must be true or false",
        "flag|null|must not be null",
        "letter|'xy'|must be a string of one character",
        "letter|''|must be a string of one character",
        "letter|65|must be a string of one character",
        "text|1|must be a string",
        "status|'RUNNING'|must be one of pending, running, completed, failed, cancelled",
        "status|1|must be one of pending, running, completed, failed, cancelled",
        "at|0|must be a date and time such as 2026-11-23T12:00:00Z",
        "at|'yesterday'|must be a date and time such as 2026-11-23T12:00:00Z",
        "day|'2026-02-30'|must be a date such as 2026-11-23",
        "length|'10'|must be a duration such as PT10M",
        "id|'1-1-1-1-1'|must be a UUID such as 123e4567-e89b-12d3-a456-426614174000",
        "link|'a b'|must be a URI such as https://example.org/a",
        "count|1.5|must be a whole number from -2147483648 to 2147483647",
        "note|1|must be a string"
      })
  void read_scalarOfTheWrongForm_isRefused(String field, String value, String rule) {
    String json = "{\"" + field + "\":" + value.replace('\'', '"') + "}";
    assertEquals(List.of(new FieldError(field, rule)), refusal(json, Scalars.class).errors());
  }

  @Test
  void read_nestedValues_areMapped() {
    Nested nested =
        read(
            "{\"items\":[{\"file_path\":\"a\",\"batch_size\":1},null],\"counts\":{\"x\":1,\"y\":null},\"numbers\":[1,2],"
                + "\"statuses\":[\"failed\"],\"pair\":{\"left\":1,\"right\":[2]},"
                + "\"anything\":[1.5,{\"a\":null}],\"tree\":{\"a\":[]}}",
            Nested.class);
    assertEquals(new Params("a", 1), Objects.requireNonNull(nested.items()).get(0));
    assertArrayEquals(new int[] {1, 2}, nested.numbers());
    assertEquals(Set.of(TaskStatus.FAILED), nested.statuses());
    assertEquals(1, Objects.requireNonNull(nested.pair()).left);
  }

  @Test
  void read_severalFaults_areAllToldWithTheirPaths() {
    InvalidJsonException refusal =
        refusal(
            "{\"items\":[{\"file_path\":\"a\"},{\"batch_size\":\"1\"},7],\"counts\":{\"x\":1.5,\"y\":[]},"
                + "\"numbers\":[1,null],\"statuses\":\"failed\",\"pair\":{\"left\":\"a\",\"right\":[1,\"b\"]},"
                + "\"tree\":[]}",
            Nested.class);
    String whole = "must be a whole number from -2147483648 to 2147483647";
    assertEquals(
        List.of(
            new FieldError("items[1].file_path", "is missing"),
            new FieldError("items[1].batch_size", whole),
            new FieldError("items[2]", "must be an object"),
            new FieldError("counts.x", whole),
            new FieldError("counts.y", whole),
            new FieldError("numbers[1]", "must not be null"),
            new FieldError("statuses", "must be an array"),
            new FieldError("pair.left", whole),
            new FieldError("pair.right[1]", whole),
            new FieldError("tree", "must be an object")),
        refusal.errors());
    assertTrue(
        refusal.getMessage().startsWith("items[1].file_path is missing; items[1].batch_size must"));
  }

  @Test
  void read_manyFaults_areToldUpToTwenty() {
    String items = IntStream.range(0, 5000).mapToObj(i -> "\"x\"").collect(Collectors.joining(","));
    assertEquals(20, refusal("[" + items + "]", int[].class).errors().size());
  }

  @Test
  void read_pathPrefix_isPartOfEveryName() {
    JsonValue value = StrictJson.parse("{\"batch_size\":\"1\"}".getBytes(UTF_8));
    InvalidJsonException refusal =
        assertThrows(
            InvalidJsonException.class, () -> JsonBinding.read(value, Params.class, "params"));
    assertEquals("params.file_path", refusal.errors().get(0).field());
    assertEquals("params.batch_size", refusal.errors().get(1).field());
    assertEquals(
        "params must not be null.",
        assertThrows(
                InvalidJsonException.class,
                () -> JsonBinding.read(JsonValue.NULL, Params.class, "params"))
            .getMessage());
  }

  @Test
  void read_annotatedNames_areJsonbs() {
    assertEquals(new Named(1, "x"), read("{\"CamelName\":1,\"foo_bar\":\"x\"}", Named.class));
    assertEquals(
        "CamelName must be a whole number from -2147483648 to 2147483647; foo_bar is missing.",
        refusal("{\"CamelName\":\"1\"}", Named.class).getMessage());
  }

  @Test
  void read_bean_isCheckedByItsProperties() {
    Bean bean = read("{\"age\":3,\"nick\":\"n\",\"lucky_numbers\":[7]}", Bean.class);
    assertEquals(3, bean.getAge());
    assertEquals("n", bean.nick);
    assertEquals(List.of(7), bean.getLuckyNumbers());
    assertEquals(
        "nick must be a string; age must be a whole number from -2147483648 to 2147483647;"
            + " lucky_numbers is missing.",
        refusal("{\"age\":\"3\",\"nick\":3}", Bean.class).getMessage());
    assertEquals(5, JsonBindingTest.<Created>read("{\"w\":5}", Created.class).width);
    assertEquals("w must not be null.", refusal("{\"w\":null}", Created.class).getMessage());
  }

  @Test
  void read_typeWithAdapter_isLeftToIt() {
    assertEquals(new Line(List.of(new Point(1, 2))), read("{\"points\":[\"1,2\"]}", Line.class));
    InvalidJsonException refusal = refusal("{\"points\":[\"1,2\",\"x\"]}", Line.class);
    assertEquals("A point is written like 1,2", refusal.getMessage());
    assertEquals("points[1]", refusal.errors().get(0).field());
  }

  @Test
  void read_polymorphicType_isCheckedAsItsSubtype() {
    Circle circle = read("{\"kind\":\"circle\",\"radius\":2}", Shape.class);
    assertEquals(2, circle.radius);
    assertEquals(
        "radius must be a whole number from -2147483648 to 2147483647.",
        refusal("{\"kind\":\"circle\",\"radius\":\"2\"}", Shape.class).getMessage());
    assertEquals(
        "kind must be one of circle, square.", refusal("{\"kind\":1}", Shape.class).getMessage());
  }

  @Test
  void read_refusingConstructor_isQuotedAndItsMemberNamed() {
    InvalidJsonException refusal =
        refusal("{\"size\":1,\"inner\":{\"size\":2,\"inner\":{\"size\":-1}}}", Strict.class);
    assertEquals("size must not be negative", refusal.getMessage());
    assertEquals(
        List.of(new FieldError("inner.inner", "size must not be negative")), refusal.errors());
    assertEquals("size 14 needs an inner one", refusal("{\"size\":14}", Strict.class).getMessage());
  }

  @Test
  void read_failingConstructor_keepsItsWordsToItself() {
    assertEquals(
        "inner has a value that is not accepted.",
        refusal("{\"size\":1,\"inner\":{\"size\":13}}", Strict.class).getMessage());
    assertEquals(
        "The JSON has a value that is not accepted.",
        refusal("{\"size\":15}", Strict.class).getMessage());
  }

  @Test
  void read_anything_takesEverything() {
    assertNull(read("null", Object.class));
    assertEquals("x", read("\"x\"", Object.class));
    assertEquals(Optional.empty(), read("null", Optional.class));
    assertEquals(JsonValue.EMPTY_JSON_OBJECT, read("{}", JsonValue.class));
  }
}
