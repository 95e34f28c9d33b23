package dev.taskwire.data;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them: each has a record of a column named {@code name}, and numbers. */
class CsvDialectTest {
  @TempDir Path directory;

  /** What it is, its content, and what is read: delimiter, line of the header, records, columns. */
  static Stream<Arguments> files() {
    return Stream.of(
        file("commas", "name,n\nAnna,1\nBert,2\n", "',' 1 2 [name text, n integer]"),
        file("semicolons", "name;n\nAnna;1\nBert;2\n", "';' 1 2 [name text, n integer]"),
        file("tabs", "name\tn\nAnna\t1\nBert\t2\n", "'tab' 1 2 [name text, n integer]"),
        file("bars", "name|n\nAnna|1\nBert|2\n", "'|' 1 2 [name text, n integer]"),
        file("one record", "name;n\nAnna;1", "';' 1 1 [name text, n integer]"),
        file("header only", "name;n\n", "';' 1 0 [name empty, n empty]"),
        file("one column", "name\nAnna\nBert\n", "',' 1 2 [name text]"),
        file("commas in all texts", "name;n\nA, B;1\nC, D;2\n", "';' 1 2 [name text, n integer]"),
        file(
            "commas in the header",
            "name;x;a, b\nA;B;1,5\nC;D;2,5\n",
            "';' 1 2 [name text, x text, a, b decimal]"),
        file("semicolons in texts", "name,n\nA;B,1\nC;D,2\n", "',' 1 2 [name text, n integer]"),
        file("quoted commas", "name;n\n\"A,B,C\";1\n\"D,E\";2\n", "';' 1 2 [name text, n integer]"),
        file("quoted breaks", "name;n\n\"A\n,x\n,y\";1\nD;2\n", "';' 1 2 [name text, n integer]"),
        file("ragged", "name;n\nA;1\nB\nC;3;x\nD;4\n", "';' 1 2 [name text, n integer]"),
        file(
            "decimal commas",
            "name;n\nA;1,50\nB;-,5\nC;1.234,5e1\n",
            "';' 1 3 [name text, n decimal]"),
        file("both kinds", "name\tn\nA\t1,5\nB\t2.5\n", "'tab' 1 2 [name text, n decimal]"),
        file("no decimal commas", "name,n\nA,\"1,5\"\n", "',' 1 1 [name text, n text]"),
        file("announced", "sep=;\r\nname;n\r\nA;1\r\n", "';' 2 1 [name text, n integer]"),
        file("announced by Excel", "\"sep=;\"\nname;n\nA;1\n", "';' 2 1 [name text, n integer]"),
        file("announced in capitals", "SEP=|\nname|n\nA|1\n", "'|' 2 1 [name text, n integer]"),
        file("another announced", "sep=^\nname^n\nA^1,5\n", "'^' 2 1 [name text, n decimal]"),
        file("announced tab", "sep=\t\nname\tn\nA\t1\n", "'tab' 2 1 [name text, n integer]"),
        file("not announced", "sep=,n\nA,1\nB,2\n", "',' 1 2 [sep= text, n integer]"),
        file("titles", "Report\nof May\n\nname,n\nA,1\nB,2\n", "',' 4 2 [name text, n integer]"),
        file("titles, one record", "Report\n\nname,n\nA,1\n", "',' 3 1 [name text, n integer]"),
        file(
            "more titles than records",
            "a\nb\nc\nd\n\nname;n\nA;1\n",
            "';' 6 1 [name text, n integer]"),
        file(
            "title with a comma",
            "May, 2024\nname,x,n\nA,b,1\nB,b,2\n",
            "',' 2 2 [name text, x text, n integer]"),
        file(
            "title of all columns",
            "Report;;\n;;\nname;x;n\nA;b;1\nB;c;2\n",
            "';' 3 2 [name text, x text, n integer]"),
        file(
            "title and years",
            "Sales;;\nname;2023;2024\nA;1;2\nB;3;4\n",
            "';' 2 2 [name text, 2023 integer, 2024 integer]"),
        file(
            "header with one name",
            "name,,\n1,2,3\n4,5,6\n",
            "',' 1 2 [name integer, column_2 integer, column_3 integer]"),
        file("index without a name", ",name\n0,A\n1,B\n", "',' 1 2 [column_1 integer, name text]"),
        file("sentences", "name\nfoo\nHello, Anna\nBye\nYes\nNo\n", "',' 1 4 [name text]"),
        file("comment", "# by export, v2\nname,n\nA,1\n", "',' 2 1 [name text, n integer]"),
        file("comments", "#\n# x\n#;y\nname;n\nA;1\n", "';' 4 1 [name text, n integer]"),
        file("a name with #", "#name,n\nA,1\nB,2\n", "',' 1 2 [#name text, n integer]"),
        file("ends in a delimiter", "name;n\nA;1;\nB;2;\n", "';' 1 2 [name text, n integer]"),
        file("so does the header", "name;n;\nA;1;\nB;2;\n", "';' 1 2 [name text, n integer]"),
        file("the header only", "name,n,\nA,1\nB,2\n", "',' 1 2 [name text, n integer]"),
        file("ends in many", "name;n;;;\nA;1;;;;\nB;2\n", "';' 1 2 [name text, n integer]"),
        file("texts and a delimiter", "name;x\nA;B;\nC;D;\n", "';' 1 2 [name text, x text]"),
        file(
            "an unnamed column",
            "name,n,\nA,1,x\nB,2,\n",
            "',' 1 2 [name text, n integer, column_3 text]"),
        file("an empty value last", "name,n\nA,\nB,2\n", "',' 1 2 [name text, n integer]"));
  }

  private static Arguments file(String what, String content, String read) {
    return arguments(what, content, read);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void execute_file_isReadInItsDialect(String what, String content, String read) throws Exception {
    assertEquals(read, summary(process(content.getBytes(UTF_8), "auto")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void execute_utf16File_isReadAlike(String what, String content, String read) throws Exception {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      byte[] bytes = ("\uFEFF" + content).getBytes(charset);
      assertEquals(read, summary(process(bytes, "auto")), charset::name);
    }
  }

  @Test
  void execute_largeUtf16File_isReadToItsLastCharacter() throws Exception {
    String content =
        IntStream.rangeClosed(1, 50_000)
            .mapToObj(i -> i + "\t\"😀ü€ " + i + "\"")
            .collect(Collectors.joining("\r\n", "\uFEFFn\ttext\r\n", "\r\n"));
    DataProcessingResult result = process(content.getBytes(UTF_16LE), "auto");
    assertEquals("'tab' 1 50000 [n integer, text text]", summary(result));
    assertEquals(50_000L, result.columns().get(0).max());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "auto ';' 2",
        "; ';' 2",
        ", ',' 1",
        "| '|' 1",
        "tab 'tab' 1",
      })
  void execute_delimiterWanted_isTaken(String wanted, String taken, int columns) throws Exception {
    DataProcessingResult result = process("a;b\n1;x\n2;y\n".getBytes(UTF_8), wanted);
    assertEquals(taken, "'" + result.delimiter() + "'");
    assertEquals(columns, result.columnCount());
  }

  @Test
  void execute_wantedTab_mayBeTheCharacter() throws Exception {
    assertEquals("tab", process("a\tb\n1\t2\n".getBytes(UTF_8), "\t").delimiter());
  }

  /** Where the beginning that is looked at ends, nothing is cut off in the middle. */
  @ParameterizedTest
  @ValueSource(ints = {65_530, 65_531, 65_532, 65_533, 65_534, 65_535, 65_536, 65_537, 70_000})
  void execute_longFirstRecords_areTakenWhole(int length) throws Exception {
    String quoted = "\"" + "x,\n".repeat((length - 12) / 3) + "\"";
    String content = "name;n\n" + quoted + ";1\nB;2\n";
    assertEquals(
        "';' 1 2 [name text, n integer]", summary(process(content.getBytes(UTF_8), "auto")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "csv-int64-ids.csv!',' 1 4 [id integer, snowflake integer, u64 integer]",
        "csv-numbers.csv!',' 1 3 [year integer, order_id integer, rate decimal]",
        "csv-preamble.csv!',' 4 3 [region text, month text, units integer]",
        "csv-semicolon-decimal-comma.csv!';' 1 4 [Artikel text, Preis decimal, Menge integer]",
        "csv-sep-line.csv!';' 2 3 [id integer, name text, amount integer]",
        "csv-single-column-blanks.csv!',' 1 6 [note text]",
        "csv-timestamps-mixed.csv!',' 1 3 [n integer, at timestamp, offset_at timestamp]",
      })
  void execute_reportedFile_isRead(String name, String read) throws Exception {
    assertEquals(read, summary(reported(name)));
  }

  @Test
  void execute_largeIntegers_keepTheirLastDigit() throws Exception {
    List<ColumnProfile> columns = reported("csv-int64-ids.csv").columns();
    assertEquals(Long.MIN_VALUE, columns.get(1).min());
    assertEquals(Long.MAX_VALUE, columns.get(1).max());
    assertEquals(7L, columns.get(2).min());
    assertEquals(new BigInteger("18446744073709551615"), columns.get(2).max());
    ColumnProfile all =
        column("n\n18446744073709551614\n18446744073709551615\n18446744073709551616\n");
    assertEquals(new BigInteger("18446744073709551614"), all.min());
    assertEquals(new BigInteger("18446744073709551616"), all.max());
    ColumnProfile below = column("n\n-9223372036854775809\n-9223372036854775810\n5\n");
    assertEquals(new BigInteger("-9223372036854775810"), below.min());
    assertEquals(5L, below.max());
  }

  @Test
  void execute_timestamps_compareAsInstants() throws Exception {
    List<ColumnProfile> columns = reported("csv-timestamps-mixed.csv").columns();
    assertEquals("2024-05-01T09:59:59.999Z", columns.get(1).min());
    assertEquals("2024-05-01T10:00:00.500Z", columns.get(1).max());
    assertEquals("2024-05-01T12:00:00+02:00", columns.get(2).min());
    assertEquals("2024-05-01T06:00:00-08:00", columns.get(2).max());
    ColumnProfile local =
        column("t\n2024-05-01 12:00\n2024-05-01T12:00:00.1\n2024-05-01T11:30-0045\n");
    assertEquals("2024-05-01 12:00", local.min());
    assertEquals("2024-05-01T11:30-0045", local.max());
  }

  @Test
  void execute_decimalCommas_areNumbers() throws Exception {
    ColumnProfile price = reported("csv-semicolon-decimal-comma.csv").columns().get(1);
    assertEquals(0.75, price.min());
    assertEquals(12.0, price.max());
    assertEquals(4.3625, price.mean(), 1e-9);
  }

  @Test
  void execute_paddedValues_haveTheirType() throws Exception {
    DataProcessingResult result =
        process(
            "n,d,b,t\n  17, .50,true , 2024-05-01\n   4,  1e1,\tfalse,2024-04-01 \n    , 2,true,\n"
                .getBytes(UTF_8),
            "auto");
    assertEquals("',' 1 3 [n integer, d decimal, b boolean, t date]", summary(result));
    assertEquals(4L, result.columns().get(0).min());
    assertEquals(1, result.columns().get(0).emptyCount());
    assertEquals(0.5, result.columns().get(1).min());
    assertEquals("2024-04-01", result.columns().get(3).min());
  }

  @Test
  void execute_emptyLinesOfOneColumn_areEmptyValues() throws Exception {
    ColumnProfile note = reported("csv-single-column-blanks.csv").columns().get(0);
    assertEquals(3, note.emptyCount());
    assertEquals(3, note.distinctCount());
    assertEquals(2, column("\n\nn\n\n1\n\n").emptyCount());
    assertEquals(1, column("n\r\n\r\n1").emptyCount());
    assertEquals(0, column("n\n1\r\n").emptyCount());
  }

  @Test
  void execute_quoteAfterABlank_isNamedInTheReason() throws Exception {
    DataProcessingResult result =
        process("a,b\n1, \"x,y\"\n2,\"x,y\"\n3, \"z\"\n".getBytes(UTF_8), "auto");
    assertEquals(2, result.processedRecords());
    assertEquals(
        List.of(
            new SkippedRecord(
                2,
                "3 fields, but the header has 2 fields; in field 2 a blank is before the quote,"
                    + " which then quotes nothing")),
        result.skippedReasons());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NA", "N/A", "NULL", "null", "\\N", "NaN", "nan", " NA "})
  void execute_wordForNothing_isEmptyAmongNumbersAndATextAmongTexts(String word) throws Exception {
    ColumnProfile numbers = column("n\n" + word + "\n1\n" + word + "\n3\n");
    assertEquals("integer", numbers.type());
    assertEquals(2, numbers.emptyCount());
    assertEquals(2, numbers.distinctCount());
    ColumnProfile texts = column("n\n" + word + "\nDE\n" + word + "\nFR\n");
    assertEquals("text", texts.type());
    assertEquals(0, texts.emptyCount());
    assertEquals(word.strip(), texts.topValues().get(0).value().strip());
    assertEquals("empty", column("n\n" + word + "\n").type());
  }

  @Test
  void execute_allDifferent_areNeverCountedAsMoreThanThereAre() throws Exception {
    for (int count : new int[] {10_001, 12_345, 20_001, 40_000}) {
      ColumnProfile column =
          column(
              IntStream.range(0, count)
                  .mapToObj(i -> i + "\n")
                  .collect(Collectors.joining("", "n\n", "")));
      assertTrue(column.distinctCount() <= count, () -> column.distinctCount() + " of " + count);
    }
  }

  private static String summary(DataProcessingResult result) {
    return "'%s' %d %d %s"
        .formatted(
            result.delimiter(),
            result.headerLine(),
            result.processedRecords(),
            result.columns().stream().map(column -> column.name() + " " + column.type()).toList());
  }

  private DataProcessingResult reported(String name) throws Exception {
    try (InputStream file = CsvDialectTest.class.getResourceAsStream(name)) {
      return process(file.readAllBytes(), "auto");
    }
  }

  private ColumnProfile column(String content) throws Exception {
    return process(content.getBytes(UTF_8), "auto").columns().get(0);
  }

  private DataProcessingResult process(byte[] content, String delimiter) throws Exception {
    Files.write(directory.resolve("file.csv"), content);
    return assertInstanceOf(
        DataProcessingResult.class,
        new DataProcessingTask(new DataDirectory(directory))
            .execute(
                new RecordedProgress(), new DataProcessingParams("file.csv", null, delimiter)));
  }
}
