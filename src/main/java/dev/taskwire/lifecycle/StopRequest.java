package dev.taskwire.lifecycle;

import java.util.function.Supplier;

/**
 * Since when an execution has to stop, and why: the first cause decides how it ends.
 *
 * @param cause the first cause
 * @param nanos when, on the monotonic clock
 */
record StopRequest(StopCause cause, long nanos) {
  Outcome outcome(Outcome cancelled, Supplier<Outcome> timedOut) {
    return cause == StopCause.CANCEL ? cancelled : timedOut.get();
  }
}
