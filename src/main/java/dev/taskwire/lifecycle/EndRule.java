package dev.taskwire.lifecycle;

/** When an end that was decided is shown. */
public enum EndRule {
  /** In the same step: nobody else has to know. */
  AT_ONCE,
  /** When it has been recorded for all servers: nobody sees an end that they do not have. */
  WHEN_RECORDED
}
