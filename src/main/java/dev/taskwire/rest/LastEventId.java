package dev.taskwire.rest;

import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.TaskView;
import org.jspecify.annotations.Nullable;

/**
 * Where a client wants to go on (WHATWG HTML 9.2.4): the header, which browsers send, or a query
 * parameter, for clients that cannot set one. Whatever is no number means: from the start.
 */
final class LastEventId {
  private static final int MOST_DIGITS = 18;

  private LastEventId() {}

  /** The first of {@code candidates} that is given; one that is empty says nothing. */
  static long of(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return parse(candidate);
      }
    }
    return 0;
  }

  /**
   * Where the stream of a task goes on for one who has seen {@code seen}: from the start, if the
   * task never had such an event. While it is another server's, that may be on its way.
   */
  static long in(TaskView task, EventLog log, long seen) {
    boolean isAll = !task.isElsewhere() || log.hasEnded(); // first: nothing newer comes after that
    return isAll && seen > log.last() ? 0 : seen;
  }

  private static long parse(String text) {
    String digits = text.strip();
    if (digits.length() > MOST_DIGITS) {
      return 0;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return 0;
      }
    }
    return Long.parseLong(digits);
  }
}
