package dev.taskwire.data;

import java.util.List;
import java.util.Objects;

/**
 * A processed file.
 *
 * @param processedRecords how many records went into the profile
 * @param skippedRecords how many did not, because their number of fields is not the header's; empty
 *     fields at the end do not count
 * @param skippedReasons why, for the first ten of them
 * @param filePath the file, as the caller named it
 * @param success {@code true}
 * @param delimiter what separates the fields: {@code ,}, {@code ;}, {@code |} or {@code tab}, or
 *     what the first line announces
 * @param headerLine the line of the file where the header starts, from 1
 * @param columnCount how many columns there are
 * @param columns the first 1,000 columns, in the order of the header
 */
public record DataProcessingResult(
    long processedRecords,
    long skippedRecords,
    List<SkippedRecord> skippedReasons,
    String filePath,
    boolean success,
    String delimiter,
    long headerLine,
    int columnCount,
    List<ColumnProfile> columns)
    implements DataProcessingOutcome {
  /** Copies the lists. */
  public DataProcessingResult {
    Objects.requireNonNull(filePath, "filePath");
    Objects.requireNonNull(delimiter, "delimiter");
    skippedReasons = List.copyOf(skippedReasons);
    columns = List.copyOf(columns);
  }
}
