package dev.taskwire.sharing;

import dev.taskwire.settings.SettingsReader;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;

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
   * @param contextPath of the application, as soon as that is known: what its servers have in
   *     common if nothing else is said
   * @throws IllegalStateException with a sentence that says what is wrong
   */
  SharedTasks create(SettingsReader read, CompletionStage<String> contextPath);

  /** What the configuration says. */
  static SharedTasks find(SettingsReader read, CompletionStage<String> contextPath) {
    if (read.choice("tasks.cluster", Kind.NONE, Kind.class) == Kind.NONE) {
      return SharedTasks.none();
    }
    return ServiceLoader.load(SharedTasksFactory.class, SharedTasksFactory.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("tasks.cluster is set, but its classes are missing."))
        .create(read, contextPath);
  }
}
