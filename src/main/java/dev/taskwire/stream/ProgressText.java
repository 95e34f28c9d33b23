package dev.taskwire.stream;

/** Draws the state of a task for a terminal. Thread-safe. */
@FunctionalInterface
public interface ProgressText {
  /**
   * The text that takes the place of what was drawn before.
   *
   * @param last whether nothing follows
   */
  String draw(boolean last);
}
