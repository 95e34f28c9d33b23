package dev.taskwire.data;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import dev.taskwire.data.csv.CsvRecords;
import dev.taskwire.data.csv.DataFileException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file and profiles its columns.
 *
 * <p>The file is UTF-8, or UTF-16 with a byte order mark, and has a header row (RFC 4180 but for
 * the delimiter); it may be larger than memory. A record whose number of fields is not the header's
 * is skipped and counted; anything else that is wrong with the file, and a file without a record
 * that fits to its header, fails the task with a sentence.
 */
@TaskType(
    value = "data-processing",
    description = "Reads a CSV file from the data directory and profiles its columns.")
public class DataProcessingTask extends BaseTask<DataProcessingParams, DataProcessingOutcome> {
  private static final int MAX_COLUMNS = 10_000;

  /** Reports of progress in a file, so that even the default event log retains all of them. */
  private static final int MAX_REPORTS = 200;

  private final @Nullable DataDirectory directory;

  /** Creates a task that reads from {@code tasks.data-dir}. */
  public DataProcessingTask() {
    this(null);
  }

  DataProcessingTask(@Nullable DataDirectory directory) {
    this.directory = directory;
  }

  @Override
  protected String title(DataProcessingParams params) {
    return "Profile of " + params.filePath();
  }

  @Override
  public DataProcessingOutcome execute(ProgressHandle progress, DataProcessingParams params)
      throws IOException, InterruptedException {
    String filePath = params.filePath();
    progress.sendProgress("Opening " + filePath, 0.0);
    DataDirectory source = directory == null ? DataDirectory.configured() : directory;
    Character delimiter = Delimiters.parse(params.delimiter());
    try (CsvRecords records =
        CsvRecords.read(source.open(filePath), filePath, delimiter, MAX_COLUMNS)) {
      FileProfiler profiler = new FileProfiler(header(records, filePath), records.dialect());
      return process(records, profiler, progress, params.batchSize())
          ? profiler.result(filePath)
          : cancelled(profiler.processedRecords());
    } catch (ClosedByInterruptException e) {
      requireCancelled();
      return cancelled(0);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "This server cannot read CSV files: the application lacks the library FastCSV.", e);
    }
  }

  private static List<String> header(CsvRecords records, String filePath) throws IOException {
    if (!records.next()) {
      throw new DataFileException(filePath, "is empty: it has no header row");
    }
    if (records.fieldCount() > MAX_COLUMNS) {
      String problem =
          String.format(
              Locale.ROOT,
              "has %,d columns; at most %,d can be processed",
              records.fieldCount(),
              MAX_COLUMNS);
      throw new DataFileException(filePath, problem);
    }
    List<String> header = new ArrayList<>();
    for (int i = 0; i < records.fieldCount(); i++) {
      header.add(records.field(i));
    }
    if (header.stream().allMatch(String::isBlank)) {
      throw new DataFileException(filePath, "has a header row without a single name");
    }
    return header;
  }

  /** Whether it came to the end; {@code false} if it was cancelled before. */
  private boolean process(
      CsvRecords records, FileProfiler profiler, ProgressHandle progress, int batchSize)
      throws IOException, InterruptedException {
    int batched = 0;
    double reported = 0.0;
    try {
      while (records.next()) {
        if (stopRequested()) {
          return false;
        }
        profiler.add(records);
        batched = (batched + 1) % batchSize;
        if (batched == 0 && records.progress() - reported >= 1.0 / MAX_REPORTS) {
          reported = records.progress();
          progress.sendProgress(processed(profiler), reported);
        }
      }
    } catch (ClosedByInterruptException e) {
      requireCancelled();
      return false;
    }
    progress.sendProgress(processed(profiler), 1.0);
    return true;
  }

  private static String processed(FileProfiler profiler) {
    long count = profiler.processedRecords();
    return String.format(Locale.ROOT, "Processed %,d %s", count, count == 1 ? "record" : "records");
  }

  private static DataProcessingOutcome cancelled(long processedRecords) {
    return new DataProcessingCancelledResult("cancelled", processedRecords);
  }

  private boolean stopRequested() throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      requireCancelled();
    }
    return isCancelled();
  }

  /**
   * An interrupt is how a cancel insists; without one it means that the thread is needed for
   * something else.
   */
  private void requireCancelled() throws InterruptedException {
    if (!isCancelled()) {
      Thread.interrupted();
      throw new InterruptedException("The task was interrupted.");
    }
  }
}
