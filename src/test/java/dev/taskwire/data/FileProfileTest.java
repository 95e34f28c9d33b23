package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Files written by the rules of RFC 4180 against the simplest model of a profile. */
class FileProfileTest {
  private static final String FILE = "file.csv";
  private static final List<String> CHARACTERS =
      List.of("a", "b", ",", "\"", "\r\n", "\n", " ", "\t", ";", "'", "é", "€", "😀", "\uFEFF");
  private static Path directory;

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("profile");
  }

  @AfterContainer
  static void removeDirectory() throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
    Files.delete(directory);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> field =
        Arbitraries.oneOf(
            Arbitraries.of(CHARACTERS).list().ofMaxSize(8).map(list -> String.join("", list)),
            Arbitraries.integers().map(String::valueOf),
            Arbitraries.of("", "x", "true", "2026-11-23"));
    return Arbitraries.integers()
        .between(2, 5)
        .flatMap(width -> field.list().ofSize(width).list().ofMaxSize(300));
  }

  @Property(tries = 200)
  void execute_anyTable_isProfiledAsTheModelSays(
      @ForAll("tables") List<List<String>> table,
      @ForAll boolean crlf,
      @ForAll boolean mark,
      @ForAll boolean lastBreak,
      @ForAll @IntRange(min = 1, max = 50) int batchSize)
      throws Exception {
    int width = table.isEmpty() ? 2 : table.get(0).size();
    String lineBreak = crlf ? "\r\n" : "\n";
    String header =
        IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String rows = table.stream().map(row -> lineBreak + line(row)).collect(Collectors.joining());
    write((mark ? "\uFEFF" : "") + header + rows + (lastBreak ? lineBreak : ""));

    DataProcessingResult result = process(batchSize);

    assertEquals(table.size(), result.processedRecords());
    assertEquals(0, result.skippedRecords());
    for (int i = 0; i < width; i++) {
      int column = i;
      List<String> values = table.stream().map(row -> row.get(column)).toList();
      List<String> filled = values.stream().filter(value -> !value.isBlank()).toList();
      ColumnProfile profile = result.columns().get(i);
      assertEquals("c" + i, profile.name());
      assertEquals(values.size() - filled.size(), profile.emptyCount());
      assertEquals(new HashSet<>(filled).size(), profile.distinctCount());
    }
  }

  @Property(tries = 200)
  void execute_numbers_haveTheirStatistics(@ForAll List<Integer> numbers) throws Exception {
    write("n,d\n" + numbers.stream().map(n -> n + "," + n + ".5\n").collect(Collectors.joining()));
    DataProcessingResult result = process(100);
    ColumnProfile integers = result.columns().get(0);
    ColumnProfile decimals = result.columns().get(1);
    if (numbers.isEmpty()) {
      assertEquals("empty", integers.type());
      assertNull(integers.min());
      return;
    }
    var expected = numbers.stream().mapToLong(Integer::longValue).summaryStatistics();
    assertEquals("integer", integers.type());
    assertEquals(expected.getMin(), integers.min());
    assertEquals(expected.getMax(), integers.max());
    assertEquals(expected.getAverage(), integers.mean(), 1e-3);
    var halves =
        numbers.stream().mapToDouble(n -> Double.parseDouble(n + ".5")).summaryStatistics();
    assertEquals("decimal", decimals.type());
    assertEquals(halves.getMin(), decimals.min());
    assertEquals(halves.getMax(), decimals.max());
    assertEquals(halves.getAverage(), decimals.mean(), 1e-3);
  }

  private static String line(List<String> row) {
    return row.stream()
        .map(
            field ->
                field.matches("(?s).*[,\"\r\n].*")
                    ? "\"" + field.replace("\"", "\"\"") + "\""
                    : field)
        .collect(Collectors.joining(","));
  }

  private static DataProcessingResult process(int batchSize) throws Exception {
    return assertInstanceOf(
        DataProcessingResult.class,
        new DataProcessingTask(new DataDirectory(directory))
            .execute(new RecordedProgress(), new DataProcessingParams(FILE, batchSize)));
  }

  private static void write(String content) throws IOException {
    Files.writeString(directory.resolve(FILE), content);
  }
}
