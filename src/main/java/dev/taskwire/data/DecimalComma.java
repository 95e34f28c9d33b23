package dev.taskwire.data;

import java.util.regex.Pattern;

/** Numbers as most of Europe writes them: {@code 1,50} and {@code 1.234,50}. */
final class DecimalComma {
  private static final Pattern FORM =
      Pattern.compile("-?(\\d{1,3}(\\.\\d{3})++|\\d*+),\\d++([eE][+-]?\\d++)?");

  private DecimalComma() {}

  /** Such a number as JSON writes it; any other value as it is. */
  static String toPoint(String value) {
    if (value.indexOf(',') < 0 || !FORM.matcher(value).matches()) {
      return value;
    }
    return value.replace(".", "").replace(',', '.');
  }
}
