package dev.taskwire.body;

import dev.taskwire.settings.SettingsReader;

/** How many bytes the body of a request may have: the setting {@code tasks.max-body-bytes}. */
public final class BodyLimit {
  private BodyLimit() {}

  /**
   * Reads and checks the setting.
   *
   * @throws IllegalStateException with a sentence that names key, value and what is allowed
   */
  public static int from(SettingsReader read) {
    return read.number("tasks.max-body-bytes", 65_536, 1, Integer.MAX_VALUE);
  }
}
