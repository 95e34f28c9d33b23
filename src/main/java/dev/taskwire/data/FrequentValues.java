package dev.taskwire.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the values of a column as long as they are few and short. Not thread-safe. */
final class FrequentValues {
  private static final int MAX_DIFFERENT = 200;
  private static final int MAX_LENGTH = 64;
  private static final int REPORTED = 10;
  private static final Comparator<ValueCount> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value);

  private @Nullable Map<String, long[]> counts = new HashMap<>();

  void add(String value, long occurrences) {
    Map<String, long[]> known = counts;
    if (known == null) {
      return;
    }
    long[] count = known.get(value);
    if (count != null) {
      count[0] += occurrences;
    } else if (known.size() < MAX_DIFFERENT && value.length() <= MAX_LENGTH) {
      known.put(value, new long[] {occurrences});
    } else {
      counts = null;
    }
  }

  /**
   * The ten most frequent values, the most frequent first; {@code null} if there were too many or
   * too long ones to count.
   */
  @Nullable List<ValueCount> top() {
    Map<String, long[]> known = counts;
    if (known == null) {
      return null;
    }
    return known.entrySet().stream()
        .map(entry -> new ValueCount(entry.getKey(), entry.getValue()[0]))
        .sorted(MOST_FREQUENT_FIRST)
        .limit(REPORTED)
        .toList();
  }
}
