package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.CancellationSource;
import dev.taskwire.TaskProgress;
import dev.taskwire.data.csv.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataProcessingTaskTest {
  @TempDir Path directory;

  /** The unit test of the guide that this system follows. */
  @Test
  void execute_goodFile_succeeds() throws Exception {
    Files.createDirectories(directory.resolve("test"));
    write("test/file.csv", numbers(500));
    RecordedProgress progress = new RecordedProgress();

    DataProcessingOutcome outcome =
        task().execute(progress, new DataProcessingParams("test/file.csv", 50));

    DataProcessingResult result = assertInstanceOf(DataProcessingResult.class, outcome);
    assertTrue(result.success());
    assertEquals(500, result.processedRecords());
    assertEquals("test/file.csv", result.filePath());
    assertFalse(progress.reports.isEmpty());
  }

  @Test
  void execute_noServer_readsFromTheDefaultDirectory() {
    DataFileException thrown =
        assertThrows(
            DataFileException.class,
            () ->
                new DataProcessingTask()
                    .execute(new RecordedProgress(), new DataProcessingParams("none.csv", null)));
    assertEquals(
        "File \"none.csv\" is not a readable file inside the data directory.", thrown.getMessage());
  }

  @Test
  void params_noBatchSize_is100() {
    assertEquals(100, new DataProcessingParams("a.csv", null).batchSize());
  }

  @Test
  void execute_batches_reportProgressAfterEach() throws Exception {
    write("a.csv", numbers(1000));
    RecordedProgress progress = new RecordedProgress();
    task().execute(progress, new DataProcessingParams("a.csv", 250));
    assertEquals(
        List.of(
            "Opening a.csv",
            "Processed 250 records",
            "Processed 500 records",
            "Processed 750 records",
            "Processed 1,000 records",
            "Processed 1,000 records"),
        progress.reports.stream().map(TaskProgress::text).toList());
    assertEquals(0.25, progress.reports.get(1).value(), 0.1);
    assertEquals(1.0, progress.last().value());
    assertEquals(
        progress.reports,
        progress.reports.stream().sorted(Comparator.comparing(TaskProgress::value)).toList());
  }

  @Test
  void execute_tinyBatches_doNotFlood() throws Exception {
    write("a.csv", numbers(20_000));
    RecordedProgress progress = new RecordedProgress();
    task().execute(progress, new DataProcessingParams("a.csv", 1));
    assertTrue(progress.reports.size() <= 202, () -> progress.reports.size() + " reports");
    assertTrue(progress.reports.size() >= 100, () -> progress.reports.size() + " reports");
  }

  @Test
  void execute_cancelledMidFile_stopsBeforeTheNextRecord() throws Exception {
    write("a.csv", numbers(10_000));
    DataProcessingTask task = task();
    CancellationSource cancellation = CancellationSource.bindTo(task);
    RecordedProgress progress =
        new RecordedProgress(
            report -> {
              if (report.text().startsWith("Processed")) {
                cancellation.request();
              }
            });

    DataProcessingOutcome outcome = task.execute(progress, new DataProcessingParams("a.csv", 1000));

    assertEquals(new DataProcessingCancelledResult("cancelled", 1000), outcome);
  }

  @Test
  void execute_cancelledAndInterrupted_returnsTheCancelledResult() throws Exception {
    write("a.csv", numbers(10_000));
    DataProcessingTask task = task();
    CancellationSource cancellation = CancellationSource.bindTo(task);
    RecordedProgress progress =
        new RecordedProgress(
            report -> {
              cancellation.request();
              Thread.currentThread().interrupt();
            });
    try {
      DataProcessingOutcome outcome =
          task.execute(progress, new DataProcessingParams("a.csv", 1000));
      assertEquals(new DataProcessingCancelledResult("cancelled", 0), outcome);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void execute_interruptedWithoutCancel_fails() throws Exception {
    write("a.csv", numbers(10_000));
    RecordedProgress progress =
        new RecordedProgress(
            report -> {
              if (report.text().startsWith("Processed")) {
                Thread.currentThread().interrupt();
              }
            });
    InterruptedException thrown =
        assertThrows(
            InterruptedException.class,
            () -> task().execute(progress, new DataProcessingParams("a.csv", 1000)));
    assertEquals("The task was interrupted.", thrown.getMessage());
    assertFalse(Thread.interrupted());
  }

  @Test
  void execute_wrongFieldCount_skipsTheRecordWithAReason() throws Exception {
    DataProcessingResult result = process("a,b\n1,2\n3\n4,\"x\ny\",5\n6,7\n");
    assertEquals(2, result.processedRecords());
    assertEquals(2, result.skippedRecords());
    assertEquals(
        List.of(
            new SkippedRecord(3, "1 field, but the header has 2 fields"),
            new SkippedRecord(4, "3 fields, but the header has 2 fields")),
        result.skippedReasons());
    assertEquals(2L, result.columns().get(0).distinctCount());
  }

  @Test
  void execute_manyWrongRecords_keepsTenReasons() throws Exception {
    DataProcessingResult result = process("a,b\n1,2\n" + "1\n".repeat(25));
    assertEquals(25, result.skippedRecords());
    assertEquals(10, result.skippedReasons().size());
  }

  @Test
  void execute_headerOnly_isAnEmptyProfile() throws Exception {
    DataProcessingResult result = process("a,b");
    assertEquals(0, result.processedRecords());
    ColumnProfile column = result.columns().get(0);
    assertEquals("empty", column.type());
    assertNull(column.min());
    assertNull(column.mean());
  }

  @Test
  void execute_quotesBreaksAndMark_areReadAsRfc4180Says() throws Exception {
    DataProcessingResult result =
        process("\uFEFFname,note\r\n\"a \"\"b\"\"\",\"1,\r\n2\"\r\n\r\nc,\r\n");
    assertEquals("name", result.columns().get(0).name());
    assertEquals(2, result.processedRecords());
    assertEquals(
        List.of(new ValueCount("a \"b\"", 1), new ValueCount("c", 1)),
        result.columns().get(0).topValues());
    assertEquals(List.of(new ValueCount("1,\r\n2", 1)), result.columns().get(1).topValues());
    assertEquals(1, result.columns().get(1).emptyCount());
  }

  @Test
  void execute_manyColumns_profilesTheFirstThousand() throws Exception {
    String header =
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    DataProcessingResult result = process(header + "\n" + ",".repeat(9_999) + "\n");
    assertEquals(10_000, result.columnCount());
    assertEquals(1000, result.columns().size());
    assertEquals(1, result.processedRecords());
  }

  @Test
  void execute_linkInsideTheDirectory_isFollowed() throws Exception {
    write("a.csv", numbers(3));
    Files.createSymbolicLink(directory.resolve("latest.csv"), Path.of("a.csv"));
    DataProcessingOutcome outcome =
        task().execute(new RecordedProgress(), new DataProcessingParams("latest.csv", null));
    assertEquals(3, outcome.processedRecords());
  }

  @Test
  void execute_fileRemovedWhileRead_finishesWithWhatWasThere() throws Exception {
    List<Boolean> removed = new ArrayList<>();
    write("a.csv", numbers(10_000));
    RecordedProgress progress =
        new RecordedProgress(
            report -> {
              if (report.text().equals("Processed 100 records")) {
                removed.add(directory.resolve("a.csv").toFile().delete());
              }
            });
    DataProcessingOutcome outcome =
        task().execute(progress, new DataProcessingParams("a.csv", 100));
    assertEquals(10_000, outcome.processedRecords());
    assertEquals(List.of(true), removed);
  }

  static String numbers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i + "," + (i % 7))
        .collect(Collectors.joining("\n", "id,group\n", "\n"));
  }

  private DataProcessingResult process(String content) throws Exception {
    write("file.csv", content);
    return assertInstanceOf(
        DataProcessingResult.class,
        task().execute(new RecordedProgress(), new DataProcessingParams("file.csv", null)));
  }

  private DataProcessingTask task() {
    return new DataProcessingTask(new DataDirectory(directory));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }
}
