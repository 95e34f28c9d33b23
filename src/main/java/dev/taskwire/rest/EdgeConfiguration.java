package dev.taskwire.rest;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Reads {@link EdgeSettings} when the application starts, so that a bad value stops the deployment. */
@ApplicationScoped
public class EdgeConfiguration {
  private @Nullable EdgeSettings settings;

  @PostConstruct
  void read() {
    Config config = ConfigProvider.getConfig();
    settings = EdgeSettings.from(key -> config.getOptionalValue(key, String.class));
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    settings();
  }

  EdgeSettings settings() {
    return Objects.requireNonNull(settings);
  }
}
