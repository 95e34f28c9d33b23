package dev.taskwire.edge;

import dev.taskwire.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link EdgeSettings} when the application starts, so that a bad value stops the deployment.
 *
 * <p>Thread-safe: whoever comes first reads them, and all read the same.
 */
@ApplicationScoped
public class EdgeConfiguration {
  private volatile @Nullable EdgeSettings settings;

  // Not @PostConstruct: Payara would report only that it failed, and not the sentence that says
  // why.
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    settings();
  }

  /** The settings of this deployment. */
  public EdgeSettings settings() {
    EdgeSettings known = settings;
    if (known == null) {
      known = EdgeSettings.from(SettingsReader.ofServer());
      settings = known;
    }
    return known;
  }
}
