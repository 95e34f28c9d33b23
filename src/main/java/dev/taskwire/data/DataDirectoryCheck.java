package dev.taskwire.data;

import dev.taskwire.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/**
 * Looks at {@code tasks.data-dir} when the application starts, so that a bad value stops the
 * deployment. Thread-safe.
 */
@ApplicationScoped
class DataDirectoryCheck {
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    DataDirectory.check(SettingsReader.ofServer());
  }
}
