package dev.taskwire.data;

import dev.taskwire.data.csv.CsvRecords;
import dev.taskwire.data.csv.DataFileException;
import dev.taskwire.data.csv.Dialect;
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

  /*
   * Rows, and with them the header, often end in delimiters that stand for nothing. So a header's last columns without a name are
   * columns only if a record has a value there, and a record's last empty fields may be fewer or more than the header's.
   */
  private final Dialect dialect;
  private final int headerFields;
  private final int namedFields;
  private final List<ColumnProfiler> columns = new ArrayList<>();
  private final List<SkippedRecord> skippedReasons = new ArrayList<>();
  private int widest;
  private long processed;
  private long skipped;

  FileProfiler(List<String> header, Dialect dialect) {
    this.dialect = dialect;
    headerFields = header.size();
    namedFields = named(header);
    int profiled = Math.min(headerFields, PROFILED_COLUMNS);
    int distinctLimit = Math.min(MAX_DISTINCT, DISTINCT_BUDGET / Math.max(1, profiled));
    for (String name : ColumnNames.of(header.subList(0, profiled))) {
      boolean detailed = columns.size() < DETAILED_COLUMNS;
      columns.add(new ColumnProfiler(name, distinctLimit, detailed, dialect.hasDecimalComma()));
    }
  }

  private static int named(List<String> header) {
    int named = header.size();
    while (named > 0 && header.get(named - 1).isBlank()) {
      named--;
    }
    return named;
  }

  /** Takes in the record that {@code records} is at. */
  void add(CsvRecords records) {
    if (records.fieldCount() < namedFields || records.width() > headerFields) {
      skip(records);
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(i < records.width() ? records.field(i) : "");
    }
    widest = Math.max(widest, records.width());
    processed++;
  }

  private void skip(CsvRecords records) {
    skipped++;
    if (skippedReasons.size() < REPORTED_REASONS) {
      String reason = fields(records.fieldCount()) + ", but the header has " + fields(headerFields);
      if (records.quoteAfterBlank() > 0) {
        reason +=
            String.format(
                Locale.ROOT,
                "; in field %,d a blank is before the quote, which then quotes nothing",
                records.quoteAfterBlank());
      }
      skippedReasons.add(new SkippedRecord(records.line(), reason));
    }
  }

  private static String fields(int count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d field" : "%,d fields", count);
  }

  long processedRecords() {
    return processed;
  }

  /**
   * The profile of all records.
   *
   * @throws DataFileException if there were some, but none fits to the header
   */
  DataProcessingResult result(String filePath) throws DataFileException {
    if (processed == 0 && skipped > 0) {
      throw new DataFileException(filePath, nothingFits());
    }
    int columnCount = Math.max(namedFields, widest);
    return new DataProcessingResult(
        processed,
        skipped,
        skippedReasons,
        filePath,
        true,
        Delimiters.name(dialect.delimiter()),
        dialect.headerLine(),
        columnCount,
        columns.stream().limit(columnCount).map(ColumnProfiler::profile).toList());
  }

  private String nothingFits() {
    SkippedRecord first = skippedReasons.get(0);
    return String.format(
        Locale.ROOT,
        "has no record that fits to its header in line %,d; line %,d has %s. The fields were taken as separated by %s; the"
            + " parameter delimiter can name another one",
        dialect.headerLine(),
        first.line(),
        first.reason(),
        Delimiters.plural(dialect.delimiter()));
  }
}
