package dev.taskwire.data;

import org.jspecify.annotations.Nullable;

/** The first and the last of a column's dates or timestamps. Not thread-safe. */
final class TemporalRange {
  private @Nullable Moment firstMoment;
  private @Nullable Moment lastMoment;
  private @Nullable String first;
  private @Nullable String last;

  void add(String value) {
    Moment moment = Moment.of(value);
    if (firstMoment == null || moment.compareTo(firstMoment) < 0) {
      firstMoment = moment;
      first = value;
    }
    if (lastMoment == null || moment.compareTo(lastMoment) > 0) {
      lastMoment = moment;
      last = value;
    }
  }

  /** As it is written in the file. */
  @Nullable String first() {
    return first;
  }

  /** As it is written in the file. */
  @Nullable String last() {
    return last;
  }
}
