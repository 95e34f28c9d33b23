package dev.taskwire.engine;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads configuration values and refuses bad ones with a sentence that names key, value and what is
 * allowed.
 */
final class SettingsReader {
  private final Function<String, Optional<String>> config;

  SettingsReader(Function<String, Optional<String>> config) {
    this.config = config;
  }

  int number(String key, int ifAbsent, int least, int most) {
    Optional<String> text = config.apply(key);
    if (text.isEmpty()) {
      return ifAbsent;
    }
    try {
      int value = Integer.parseInt(text.get().strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, with the same sentence as a number out of range
    }
    throw refused(key, text.get(), "a whole number from " + least + " to " + most);
  }

  Duration seconds(String key, int ifAbsent, int least, int most) {
    return Duration.ofSeconds(number(key, ifAbsent, least, most));
  }

  boolean flag(String key) {
    String text = config.apply(key).orElse("false").strip();
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(key, text, "true or false");
    };
  }

  <E extends Enum<E>> E choice(String key, E ifAbsent, Class<E> type) {
    Optional<String> text = config.apply(key);
    if (text.isEmpty()) {
      return ifAbsent;
    }
    StringBuilder allowed = new StringBuilder();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text.get().strip())) {
        return constant;
      }
      allowed.append(allowed.isEmpty() ? "" : " or ").append(name);
    }
    throw refused(key, text.get(), allowed.toString());
  }

  private static IllegalStateException refused(String key, String value, String allowed) {
    return new IllegalStateException(
        "Configuration " + key + " must be " + allowed + ", but is \"" + value + "\".");
  }
}
