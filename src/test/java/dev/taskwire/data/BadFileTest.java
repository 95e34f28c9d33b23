package dev.taskwire.data;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.TaskProgress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a file can be bad ends with a sentence, and here is each of them. */
class BadFileTest {
  private static final int MIB = 1 << 20;

  @TempDir Path directory;

  static Stream<Arguments> badFiles() {
    byte[] cutOff = "a\nb\nü".getBytes(UTF_8);
    return Stream.of(
        bad(new byte[0], "is empty: it has no header row"),
        bad("\uFEFF", "is empty: it has no header row"),
        bad("\n\r\n\n", "is empty: it has no header row"),
        bad(",, \n1,2,3\n", "has a header row without a single name"),
        bad("a,".repeat(10_000), "has 10,001 columns; at most 10,000 can be processed"),
        bad("a,".repeat(400_000), "has 400,001 columns; at most 10,000 can be processed"),
        bad(
            "a\nb\r\nc\rd\n\"\n".getBytes(UTF_8),
            "has a quote that is never closed, in the record that starts in line 5"),
        bad("a,b\n1,\"2", "has a quote that is never closed, in the record that starts in line 2"),
        bad(
            "a,b\n1,\"2\"x\n",
            "has text after a closing quote, in the record that starts in line 2"),
        bad("\"a\"b", "has text after a closing quote, in the record that starts in line 1"),
        bad("a\n" + "x".repeat(MIB + 1), "has a line over 1 MiB: line 2"),
        bad("é".repeat(MIB / 2) + "x\n", "has a line over 1 MiB: line 1"),
        bad(
            "a\n\"" + "y\n".repeat(MIB),
            "has a record over 1 MiB, which starts in line 2; a quote may not be closed"),
        bad("a\nb\0c\n", "contains a NUL character: line 2, byte offset 3"),
        bad("ab\n1\n".getBytes(UTF_16LE), "contains a NUL character: line 1, byte offset 1"),
        bad(
            new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, '\n', 0, 0, (byte) 0xDC, 'b', 0},
            "is not UTF-16, which it begins as: line 2, byte offset 6"),
        bad(
            new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a', 0, '\n', 0},
            "is not UTF-16, which it begins as: line 2, byte offset 6"),
        bad(
            new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a', 0, '\n', 0, 0},
            "contains a NUL character: line 2, byte offset 6"),
        bad(
            new byte[] {'a', '\n', 'b', (byte) 0xE9, '\n'},
            "is not UTF-8: line 2, byte offset 3. In Excel, save it as \"CSV UTF-8\""),
        bad(
            Arrays.copyOf(cutOff, cutOff.length - 1),
            "is not UTF-8: line 3, byte offset 4. In Excel, save it as \"CSV UTF-8\""),
        bad(
            "a,b\n1\n2,3,4\n",
            "has no record that fits to its header in line 1; line 2 has 1 field, but the header has"
                + " 2 fields. The fields were taken as separated by commas; the parameter delimiter"
                + " can name another one"),
        bad(
            "a;b\n\n1\n\n",
            "has no record that fits to its header in line 1; line 3 has 1 field, but the header has"
                + " 2 fields. The fields were taken as separated by semicolons; the parameter"
                + " delimiter can name another one"));
  }

  private static Arguments bad(String content, String problem) {
    return bad(content.getBytes(UTF_8), problem);
  }

  private static Arguments bad(byte[] content, String problem) {
    return Arguments.of(problem, content);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void execute_badFile_failsWithItsSentence(String problem, byte[] content) throws IOException {
    Files.write(directory.resolve("bad.csv"), content);
    assertProblem(problem, report -> {});
  }

  @Test
  void execute_lineOfExactlyOneMebibyte_isRead() throws Exception {
    Files.writeString(directory.resolve("bad.csv"), "a\n" + "x".repeat(MIB) + "\r\n");
    assertEquals(
        1,
        new DataProcessingTask(new DataDirectory(directory))
            .execute(new RecordedProgress(), new DataProcessingParams("bad.csv", null))
            .processedRecords());
  }

  @Test
  void execute_sparseGiant_failsAtOnce() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertProblem("contains a NUL character: line 1, byte offset 0", report -> {});
  }

  @Test
  void execute_fileGrows_failsWithASentence() throws IOException {
    Files.writeString(path(), DataProcessingTaskTest.numbers(50_000));
    assertProblem("changed while it was being read", report -> append());
  }

  @Test
  void execute_fileShrinks_failsWithASentence() throws IOException {
    Files.writeString(path(), DataProcessingTaskTest.numbers(50_000));
    assertProblem("changed while it was being read", report -> truncate(report));
  }

  @Test
  void execute_fileGone_failsWithASentence() {
    assertProblem("is not a readable file inside the data directory", report -> {});
  }

  @Test
  void execute_directory_failsWithASentence() throws IOException {
    Files.createDirectory(path());
    assertProblem("is not a readable file inside the data directory", report -> {});
  }

  private void assertProblem(String problem, Consumer<TaskProgress> listener) {
    DataProcessingTask task = new DataProcessingTask(new DataDirectory(directory));
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                task.execute(
                    new RecordedProgress(listener), new DataProcessingParams("bad.csv", null)));
    assertEquals("File \"bad.csv\" " + problem + ".", thrown.getMessage());
  }

  private Path path() {
    return directory.resolve("bad.csv");
  }

  private void append() {
    try {
      Files.writeString(path(), "7,7\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void truncate(TaskProgress report) {
    if (report.value() > 0) {
      try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
        file.setLength(10);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
