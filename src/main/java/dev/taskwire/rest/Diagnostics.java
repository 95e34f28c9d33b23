package dev.taskwire.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The setting {@code tasks.diagnostics}: whether callers may look into running tasks. Read when the
 * application starts, so that a bad value stops the deployment. Thread-safe.
 */
@ApplicationScoped
public class Diagnostics {
  static final String KEY = "tasks.diagnostics";

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    areOn();
  }

  /** Whether they may. */
  boolean areOn() {
    return parse(ConfigProvider.getConfig().getOptionalValue(KEY, String.class).orElse("false"));
  }

  static boolean parse(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              KEY
                  + " is \""
                  + value.replaceAll("\\p{Cntrl}", "?")
                  + "\", but allowed is true or false.");
    };
  }
}
