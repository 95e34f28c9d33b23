package dev.taskwire.engine;

import dev.taskwire.lifecycle.Texts;
import java.util.logging.Logger;

/** Keeps a failure of ours, as for want of memory, from what else has to be done. */
final class Guarded {
  private static final Logger LOG = Logger.getLogger(TaskLifecycle.class.getName());

  private Guarded() {}

  /** Does a step, whatever it throws. */
  static void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      report(failure);
    }
  }

  /** Says in the log what failed. Never throws. */
  static void report(Throwable failure) {
    try {
      LOG.warning(() -> Texts.oneLine("The task engine failed: " + Texts.stackTrace(failure)));
    } catch (RuntimeException | Error unheard) {
      // there is no memory even to say so, or the server's log is broken
    }
  }
}
