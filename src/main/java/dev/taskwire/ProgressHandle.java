package dev.taskwire;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Takes a running task's reports of progress.
 *
 * <p>A report carries a text and a value between 0.0 and 1.0; what a call leaves out keeps its last
 * state ({@code ""} and 0.0 at first). Calls never block and never throw because of a client,
 * whoever is watching; after the task's end they do nothing.
 *
 * <p>Thread-safe. An author's fake for a unit test has three methods to implement.
 */
public interface ProgressHandle {
  /**
   * Reports a text, with the last value.
   *
   * @param text any characters; cut with {@code …} beyond {@code tasks.max-text-length}; {@code
   *     null} counts as {@code ""}
   */
  void sendProgressText(@Nullable String text);

  /**
   * Reports a value, with the last text.
   *
   * @param value from 0.0 to 1.0; clamped
   * @throws IllegalArgumentException if {@code value} is NaN
   */
  void sendProgressValue(double value);

  /**
   * Reports both.
   *
   * @param text any characters; cut with {@code …} beyond {@code tasks.max-text-length}; {@code
   *     null} counts as {@code ""}
   * @param value from 0.0 to 1.0; clamped
   * @throws IllegalArgumentException if {@code value} is NaN
   */
  void sendProgress(@Nullable String text, double value);

  /**
   * A handle for a part of the work: its 0..1 becomes {@code start..end} of this one.
   *
   * @param start the part's beginning, from 0.0 to {@code end}
   * @param end the part's end, from {@code start} to 1.0
   * @throws IllegalArgumentException if the two are not such a range
   */
  default ProgressHandle subrange(double start, double end) {
    return new ProgressSubrange(this, start, end);
  }

  /**
   * Iterates over {@code items} and reports progress by itself: the value is the share of items
   * that are done, {@code text} stays.
   *
   * @param text the text of every report
   * @param items iterated in their own order; the size is read once, when the iteration begins
   */
  default <T> Iterable<T> track(@Nullable String text, Collection<T> items) {
    return () -> new TrackingIterator<>(this, text, items);
  }
}
