package dev.taskwire.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says in the log, once for each effect, that this version of the server has no way to it: then
 * streams work, and something of them costs more. Thread-safe.
 */
final class NoWay {
  private static final Logger LOG = Logger.getLogger(NoWay.class.getName());
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private NoWay() {}

  /**
   * Says it.
   *
   * @param effect what cannot be done
   * @param without what is so then
   * @param from what was asked
   */
  static void to(String effect, String without, Object from) {
    if (SAID.add(effect)) {
      LOG.log(
          Level.WARNING,
          "This version of the server has no known way to {0}: {1} ({2}).",
          new Object[] {effect, without, from.getClass().getName()});
    }
  }
}
