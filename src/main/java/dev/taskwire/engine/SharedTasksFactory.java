package dev.taskwire.engine;

import dev.taskwire.settings.SettingsReader;
import java.util.ServiceLoader;

/**
 * Makes what servers share, if they are to share; found by name, so that nothing of it is loaded if
 * not.
 */
public interface SharedTasksFactory {
  /** The values of {@code tasks.cluster}. */
  enum Kind {
    /** This server is alone. */
    NONE,
    /** They share a Redis or Valkey. */
    REDIS
  }

  /**
   * Reads the settings and makes it.
   *
   * @throws IllegalStateException with a sentence that says what is wrong
   */
  SharedTasks create(SettingsReader read);

  /** What the configuration says. */
  static SharedTasks find(SettingsReader read) {
    if (read.choice("tasks.cluster", Kind.NONE, Kind.class) == Kind.NONE) {
      return SharedTasks.none();
    }
    return ServiceLoader.load(SharedTasksFactory.class, SharedTasksFactory.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("tasks.cluster is set, but its classes are missing."))
        .create(read);
  }
}
