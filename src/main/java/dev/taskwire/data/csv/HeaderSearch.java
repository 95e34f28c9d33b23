package dev.taskwire.data.csv;

import java.util.List;

/**
 * Where the header row is among the first records of a file, and how well these fit to it.
 * Immutable.
 */
final class HeaderSearch {
  /** Titles are few. */
  private static final int MAX_TITLES = 20;

  /*
   * A guess must not cost a record of a file that was right before: the first record is the header unless most of the others do
   * not fit to it, and then only a record that looks like one, to which nearly all that follow it fit, takes its place.
   */
  private final List<SampleRecord> records;
  private final int header;

  private HeaderSearch(List<SampleRecord> records, int header) {
    this.records = records;
    this.header = header;
  }

  static HeaderSearch in(List<SampleRecord> records) {
    int first = 0;
    while (first < records.size() - 1 && records.get(first).isComment()) {
      first++;
    }
    return new HeaderSearch(records, records.isEmpty() ? 0 : header(records, first));
  }

  private static int header(List<SampleRecord> records, int first) {
    SampleRecord record = records.get(first);
    double enough = record.count() == 1 ? 0.8 : 0.5;
    if (!record.isTitle() && share(records, first) >= enough) {
      return first;
    }
    int last = Math.min(first + MAX_TITLES, records.size() - 2);
    for (int i = first + 1; i <= last; i++) {
      boolean apart = i < records.size() - 2 || records.get(i).afterBlank();
      if (apart && records.get(i).isNames() && share(records, i) >= 0.8) {
        return i;
      }
    }
    return first;
  }

  /** The share of the records after a header that fit to it; 1.0 if there are none. */
  private static double share(List<SampleRecord> records, int header) {
    int following = records.size() - header - 1;
    return following == 0 ? 1.0 : (double) fitting(records, header) / following;
  }

  private static int fitting(List<SampleRecord> records, int header) {
    SampleRecord head = records.get(header);
    return (int) records.subList(header + 1, records.size()).stream().filter(head::heads).count();
  }

  /** The line where the header starts, from 1. */
  long line() {
    return records.isEmpty() ? 1 : records.get(header).line();
  }

  /** Whether the delimiter by which these records were read is more likely than the other one. */
  boolean isBetterThan(HeaderSearch other) {
    if (columns() < 2) {
      return false;
    }
    int byFit = other.columns() < 2 ? 1 : Double.compare(fit(), other.fit());
    return byFit > 0 || (byFit == 0 && columns() > other.columns());
  }

  private int columns() {
    return records.isEmpty() ? 0 : records.get(header).count();
  }

  private double fit() {
    return (1.0 + fitting(records, header)) / records.size();
  }
}
