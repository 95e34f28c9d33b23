package dev.taskwire.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gathers the profile of a file's records, in memory that does not grow with the file. Not
 * thread-safe.
 */
final class FileProfiler {
  private static final int PROFILED_COLUMNS = 1000;
  private static final int DETAILED_COLUMNS = 50;
  private static final int DISTINCT_BUDGET = 500_000;
  private static final int MAX_DISTINCT = 10_000;
  private static final int REPORTED_REASONS = 10;

  private final int columnCount;
  private final List<ColumnProfiler> columns = new ArrayList<>();
  private final List<SkippedRecord> skippedReasons = new ArrayList<>();
  private long processed;
  private long skipped;

  FileProfiler(List<String> header) {
    columnCount = header.size();
    int profiled = Math.min(columnCount, PROFILED_COLUMNS);
    int distinctLimit = Math.min(MAX_DISTINCT, DISTINCT_BUDGET / Math.max(1, profiled));
    for (String name : ColumnNames.of(header.subList(0, profiled))) {
      columns.add(new ColumnProfiler(name, distinctLimit, columns.size() < DETAILED_COLUMNS));
    }
  }

  /** Takes in the record that {@code records} is at. */
  void add(CsvRecords records) {
    if (records.fieldCount() != columnCount) {
      skip(records.line(), records.fieldCount());
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(records.field(i));
    }
    processed++;
  }

  private void skip(long line, int fieldCount) {
    skipped++;
    if (skippedReasons.size() < REPORTED_REASONS) {
      String reason =
          String.format(
              Locale.ROOT, "%s, but the header has %s", fields(fieldCount), fields(columnCount));
      skippedReasons.add(new SkippedRecord(line, reason));
    }
  }

  private static String fields(int count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d field" : "%,d fields", count);
  }

  long processedRecords() {
    return processed;
  }

  DataProcessingResult result(String filePath) {
    return new DataProcessingResult(
        processed,
        skipped,
        skippedReasons,
        filePath,
        true,
        columnCount,
        columns.stream().map(ColumnProfiler::profile).toList());
  }
}
