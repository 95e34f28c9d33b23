package dev.taskwire.data;

import org.jspecify.annotations.Nullable;

/**
 * Gathers the profile of one column, in memory that does not grow with the file. Not thread-safe.
 */
final class ColumnProfiler {
  private final String name;
  private final DistinctCounter distinct;
  private final NumberStatistics numbers;
  private final @Nullable FrequentValues frequent;
  private @Nullable ValueType type;
  private long emptyCount;
  private @Nullable String first;
  private @Nullable String last;

  ColumnProfiler(String name, int distinctLimit, boolean detailed) {
    this.name = name;
    this.distinct = new DistinctCounter(distinctLimit);
    this.numbers = new NumberStatistics(detailed);
    this.frequent = detailed ? new FrequentValues() : null;
  }

  void add(String value) {
    if (value.isEmpty()) {
      emptyCount++;
      return;
    }
    distinct.add(value);
    if (frequent != null) {
      frequent.add(value);
    }
    if (type != ValueType.TEXT) {
      addTyped(value, ValueType.of(value));
    }
  }

  private void addTyped(String value, ValueType valueType) {
    type = type == null ? valueType : type.or(valueType);
    if (type.isNumber()) {
      numbers.add(value, valueType);
    } else if (type.isTemporal()) {
      first = first == null || value.compareTo(first) < 0 ? value : first;
      last = last == null || value.compareTo(last) > 0 ? value : last;
    }
  }

  ColumnProfile profile() {
    ValueType known = type;
    ValueType number = known != null && known.isNumber() ? known : null;
    boolean temporal = known != null && known.isTemporal();
    return new ColumnProfile(
        name,
        known == null ? "empty" : known.wireName(),
        emptyCount,
        distinct.count(),
        distinct.isExact(),
        number != null ? numbers.min(number) : temporal ? first : null,
        number != null ? numbers.max(number) : temporal ? last : null,
        number != null ? numbers.mean() : null,
        frequent == null ? null : frequent.top(),
        number != null ? numbers.histogram(number) : null);
  }
}
