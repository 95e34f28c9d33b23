package dev.taskwire.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads configuration values and refuses bad ones with a sentence that names key, value and what is
 * allowed: an {@link IllegalStateException}. Immutable.
 */
public final class SettingsReader {
  private static final int MAX_SHOWN = 200;

  private final Function<String, Optional<String>> config;

  /**
   * Creates a reader.
   *
   * @param config the value of a key, empty if it is not set
   */
  public SettingsReader(Function<String, Optional<String>> config) {
    this.config = config;
  }

  /** Reads what the server is configured with. */
  public static SettingsReader ofServer() {
    Config config = ConfigProvider.getConfig();
    return new SettingsReader(key -> config.getOptionalValue(key, String.class));
  }

  /** A whole number. */
  public int number(String key, int ifAbsent, int least, int most) {
    return value(
        key,
        ifAbsent,
        text -> wholeNumber(text).filter(number -> number >= least && number <= most),
        "a whole number from " + least + " to " + most);
  }

  private static Optional<Integer> wholeNumber(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** A whole number of seconds. */
  public Duration seconds(String key, int ifAbsent, int least, int most) {
    return Duration.ofSeconds(number(key, ifAbsent, least, most));
  }

  /** A switch, which is off if it is not set. */
  public boolean flag(String key) {
    return flag(key, false);
  }

  /** A switch. */
  public boolean flag(String key, boolean ifAbsent) {
    return value(
        key,
        ifAbsent,
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        "true or false");
  }

  /** One constant of an enum, in lower case. */
  public <E extends Enum<E>> E choice(String key, E ifAbsent, Class<E> type) {
    return value(
        key,
        ifAbsent,
        text -> constants(type).filter(constant -> name(constant).equals(text)).findFirst(),
        constants(type).map(SettingsReader::name).collect(Collectors.joining(" or ")));
  }

  private static <E extends Enum<E>> Stream<E> constants(Class<E> type) {
    return Stream.of(type.getEnumConstants());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A value of any kind.
   *
   * @param parse what a text, without blanks around it, means; empty if it is not allowed
   * @param allowed what is, to end "must be"
   */
  public <T> T value(String key, T ifAbsent, Function<String, Optional<T>> parse, String allowed) {
    Optional<String> text = config.apply(key);
    if (text.isEmpty()) {
      return ifAbsent;
    }
    return parse
        .apply(text.get().strip())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Configuration %s must be %s, but is \"%s\"."
                        .formatted(key, allowed, shown(text.get()))));
  }

  /** The beginning of the value, on one line. */
  private static String shown(String value) {
    String beginning = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
    return beginning.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
  }
}
