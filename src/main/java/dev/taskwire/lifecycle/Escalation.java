package dev.taskwire.lifecycle;

import dev.taskwire.settings.TaskSettings;

/** What was done about a task that has to stop. */
public enum Escalation {
  /** Nothing was due. */
  NONE,
  /** Its thread was interrupted. */
  INTERRUPTED,
  /** It was given up: it is terminal and its slot is to be given back. */
  ABANDONED,
  /**
   * Its worker had left without ending it, as when there was no memory for the terminal event: it
   * is terminal now, its slot was given back before.
   */
  LOST,
  /** Another server had ended it, and its code did not stop here: its slot is to be given back. */
  GIVEN_UP;

  /**
   * When what is due, counted from the request to stop.
   *
   * @param interruptAfterNanos until the interrupt
   * @param cancelGraceNanos until the abandonment
   */
  public record Limits(long interruptAfterNanos, long cancelGraceNanos) {
    public static Limits of(TaskSettings settings) {
      return new Limits(settings.interruptAfter().toNanos(), settings.cancelGrace().toNanos());
    }
  }
}
