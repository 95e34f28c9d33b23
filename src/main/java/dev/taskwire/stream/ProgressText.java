package dev.taskwire.stream;

/** Draws the state of a task for a terminal. Thread-safe. */
@FunctionalInterface
public interface ProgressText {
  /**
   * The text that takes the place of what was drawn before, or follows it; empty for nothing.
   *
   * @param last whether nothing follows
   */
  String draw(boolean last);

  /** Whether it goes back to the beginning of a line; if not, lines follow each other. */
  default boolean redraws() {
    return true;
  }
}
