package dev.taskwire.health;

import java.util.Map;

/**
 * The answer to one question about the server's health.
 *
 * @param name what was looked at
 * @param up whether it is well
 * @param data the numbers behind the answer
 */
record Check(String name, boolean up, Map<String, Long> data) {
  Check {
    data = Map.copyOf(data);
  }
}
