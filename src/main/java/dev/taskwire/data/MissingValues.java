package dev.taskwire.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * The values of a column that say that there is none, in the words of databases and statistics;
 * they are held apart until it is known what the others are. Not thread-safe.
 */
final class MissingValues {
  private static final Set<String> WORDS = Set.of("NA", "N/A", "NULL", "null", "\\N", "NaN", "nan");
  private static final int LONGEST = 4;

  private final Map<String, Long> counts = new HashMap<>();

  static boolean isOne(String value) {
    return value.length() <= LONGEST && WORDS.contains(value);
  }

  void add(String value) {
    counts.merge(value, 1L, Long::sum);
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Hands on each word with the number of its occurrences. */
  void forEach(ObjLongConsumer<String> action) {
    counts.forEach(action::accept);
  }
}
