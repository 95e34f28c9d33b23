package dev.taskwire.edge;

import dev.taskwire.body.BodyLimit;
import dev.taskwire.settings.Access;
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
 * @param drainEnabled whether every caller may drain the server in open mode: {@code
 *     tasks.drain-enabled}
 * @param page whether the page is there: {@code tasks.page}
 */
public record EdgeSettings(
    Set<Origin> allowedOrigins,
    Access access,
    int maxBodyBytes,
    boolean diagnostics,
    boolean drainEnabled,
    boolean page) {
  /** The key of {@link #diagnostics}. */
  public static final String DIAGNOSTICS = "tasks.diagnostics";

  /** The key of {@link #drainEnabled}. */
  public static final String DRAIN = "tasks.drain-enabled";

  /** Keeps a copy of the origins. */
  public EdgeSettings {
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
        BodyLimit.from(read),
        read.flag(DIAGNOSTICS),
        read.flag(DRAIN),
        read.flag("tasks.page", true));
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
