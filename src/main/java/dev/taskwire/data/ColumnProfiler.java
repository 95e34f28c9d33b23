package dev.taskwire.data;

import dev.taskwire.data.csv.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the profile of one column, in memory that does not grow with the file. Not thread-safe.
 */
final class ColumnProfiler {
  private final String name;
  private final boolean decimalComma;
  private final DistinctCounter distinct;
  private final NumberStatistics numbers;
  private final TemporalRange range = new TemporalRange();
  private final MissingValues missing = new MissingValues();
  private final @Nullable FrequentValues frequent;
  private @Nullable ValueType type;
  private long emptyCount;

  ColumnProfiler(String name, int distinctLimit, boolean detailed, boolean decimalComma) {
    this.name = name;
    this.decimalComma = decimalComma;
    this.distinct = new DistinctCounter(distinctLimit);
    this.numbers = new NumberStatistics(detailed);
    this.frequent = detailed ? new FrequentValues() : null;
  }

  void add(String value) {
    String bare = value.strip();
    if (bare.isEmpty()) {
      emptyCount++;
    } else if (type != ValueType.TEXT && MissingValues.isOne(bare)) {
      missing.add(bare);
    } else {
      count(value, 1);
      if (type != ValueType.TEXT) {
        addTyped(decimalComma ? DecimalComma.toPoint(bare) : bare);
      }
    }
  }

  private void count(String value, long occurrences) {
    distinct.add(value);
    if (frequent != null) {
      frequent.add(value, occurrences);
    }
  }

  private void addTyped(String value) {
    ValueType valueType = ValueType.of(value);
    type = type == null ? valueType : type.or(valueType);
    if (type.isNumber()) {
      numbers.add(value, valueType);
    } else if (type.isTemporal()) {
      range.add(value);
    }
  }

  /** The profile; nothing may be added any more. */
  ColumnProfile profile() {
    // NA is a country's code and Null a family's name: among texts such words are texts
    if (type == ValueType.TEXT) {
      missing.forEach(this::count);
    } else {
      emptyCount += missing.count();
    }
    ValueType known = type;
    ValueType number = known != null && known.isNumber() ? known : null;
    boolean temporal = known != null && known.isTemporal();
    return new ColumnProfile(
        name,
        known == null ? "empty" : known.wireName(),
        emptyCount,
        distinct.count(),
        distinct.isExact(),
        number != null ? numbers.min(number) : temporal ? range.first() : null,
        number != null ? numbers.max(number) : temporal ? range.last() : null,
        number != null ? numbers.mean() : null,
        frequent == null ? null : frequent.top(),
        number != null ? numbers.histogram(number) : null);
  }
}
