package dev.taskwire.json;

import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.Locale;

/**
 * Turns {@code batchSize} into {@code batch_size}, as JSON-B's {@code LOWER_CASE_WITH_UNDERSCORES}
 * does: an underscore goes between a lower-case and an upper-case letter.
 */
final class SnakeCase implements PropertyNamingStrategy {
  static final SnakeCase NAMES = new SnakeCase();

  private SnakeCase() {}

  @Override
  public String translateName(String propertyName) {
    StringBuilder name = new StringBuilder(propertyName.length() + 8);
    for (int i = 0; i < propertyName.length(); i++) {
      char c = propertyName.charAt(i);
      if (i > 0 && Character.isUpperCase(c) && Character.isLowerCase(propertyName.charAt(i - 1))) {
        name.append('_');
      }
      name.append(c);
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
