package dev.taskwire.lifecycle;

/** Why an execution was asked to stop; the first cause decides how it ends. */
enum StopCause {
  /** A caller cancelled it. */
  CANCEL,
  /** Its running time is over its limit. */
  TIMEOUT
}
