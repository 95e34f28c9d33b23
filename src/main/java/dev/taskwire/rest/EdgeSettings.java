package dev.taskwire.rest;

import dev.taskwire.engine.Access;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings that decide which requests are let in.
 *
 * @param allowedOrigins origins that may call from a browser on another site: {@code
 *     tasks.allowed-origins}
 * @param access who guards the tasks: {@code tasks.access}
 * @param maxBodyBytes the largest body of a request: {@code tasks.max-body-bytes}
 */
record EdgeSettings(Set<Origin> allowedOrigins, Access access, long maxBodyBytes) {
  static final String ALLOWED_ORIGINS = "tasks.allowed-origins";
  static final String ACCESS = "tasks.access";
  static final String MAX_BODY_BYTES = "tasks.max-body-bytes";

  private static final int MAX_SHOWN = 200;

  EdgeSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * Reads and checks the settings.
   *
   * @param values the configured value of a key
   * @throws IllegalArgumentException with a sentence that names key, value and what is allowed
   */
  static EdgeSettings from(Function<String, Optional<String>> values) {
    return new EdgeSettings(
        allowedOrigins(values.apply(ALLOWED_ORIGINS).orElse("")),
        access(values.apply(ACCESS).orElse("open")),
        maxBodyBytes(values.apply(MAX_BODY_BYTES).orElse("65536")));
  }

  private static Set<Origin> allowedOrigins(String value) {
    Set<Origin> origins = new HashSet<>();
    if (value.isBlank()) {
      return origins;
    }
    for (String text : value.split(",", -1)) {
      Origin origin =
          Origin.parse(text.strip())
              .orElseThrow(
                  () ->
                      refuse(
                          ALLOWED_ORIGINS,
                          value,
                          "origins separated by commas, each a scheme, a host and, unless it is the"
                              + " usual one, a port, such as https://app.example.org or"
                              + " http://localhost:5173, with no path and no wildcard"));
      origins.add(origin);
    }
    return origins;
  }

  private static Access access(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "open" -> Access.OPEN;
      case "owner" -> Access.OWNER;
      default -> throw refuse(ACCESS, value, "open or owner");
    };
  }

  private static long maxBodyBytes(String value) {
    try {
      int bytes = Integer.parseInt(value.strip());
      if (bytes > 0) {
        return bytes;
      }
      throw refuse(MAX_BODY_BYTES, value, "a whole number from 1 to 2147483647");
    } catch (NumberFormatException e) {
      throw refuse(MAX_BODY_BYTES, value, "a whole number from 1 to 2147483647");
    }
  }

  private static IllegalArgumentException refuse(String key, String value, String allowed) {
    String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
    return new IllegalArgumentException(
        key
            + " is \""
            + shown.replaceAll("\\p{Cntrl}", "?")
            + "\", but allowed is "
            + allowed
            + ".");
  }
}
