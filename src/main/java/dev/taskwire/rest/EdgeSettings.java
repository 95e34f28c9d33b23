package dev.taskwire.rest;

import dev.taskwire.engine.Access;
import dev.taskwire.settings.SettingsReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The settings that decide which requests are let in.
 *
 * @param allowedOrigins origins that may call from a browser on another site: {@code
 *     tasks.allowed-origins}
 * @param access who guards the tasks: {@code tasks.access}
 * @param maxBodyBytes the largest body of a request: {@code tasks.max-body-bytes}
 * @param diagnostics whether callers may look into running tasks: {@code tasks.diagnostics}
 */
record EdgeSettings(
    Set<Origin> allowedOrigins, Access access, int maxBodyBytes, boolean diagnostics) {
  static final String DIAGNOSTICS = "tasks.diagnostics";

  EdgeSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * Reads and checks the settings.
   *
   * @throws IllegalStateException with a sentence that names key, value and what is allowed
   */
  static EdgeSettings from(SettingsReader read) {
    return new EdgeSettings(
        read.value(
            "tasks.allowed-origins",
            Set.of(),
            EdgeSettings::origins,
            "origins separated by commas, each a scheme, a host and, unless it is the usual one, a"
                + " port, such as https://app.example.org or http://localhost:5173, with no path"
                + " and no wildcard"),
        read.choice("tasks.access", Access.OPEN, Access.class),
        read.number("tasks.max-body-bytes", 65_536, 1, Integer.MAX_VALUE),
        read.flag(DIAGNOSTICS));
  }

  private static Optional<Set<Origin>> origins(String text) {
    Set<Origin> origins = new HashSet<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      Optional<Origin> origin = Origin.parse(part.strip());
      if (origin.isEmpty()) {
        return Optional.empty();
      }
      origins.add(origin.get());
    }
    return Optional.of(origins);
  }
}
