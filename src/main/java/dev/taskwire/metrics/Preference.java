package dev.taskwire.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weighs media types by what a reader accepts (RFC 9110 §12.5.1). Immutable. */
final class Preference {
  private static final Pattern QUALITY =
      Pattern.compile(";\\s*q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");

  private final String[] ranges;

  Preference(String accept) {
    this.ranges = accept.toLowerCase(Locale.ROOT).split(",");
  }

  /**
   * How much the reader wants this type, from 0 to 1: what the most specific range says that fits
   * it; -1 if none does.
   */
  double of(String type) {
    String group = type.substring(0, type.indexOf('/')) + "/*";
    double found = -1;
    int best = -1;
    for (String range : ranges) {
      String name = name(range);
      int specific = name.equals(type) ? 2 : name.equals(group) ? 1 : name.equals("*/*") ? 0 : -1;
      double quality = specific < 0 ? -1 : quality(range);
      // the same type in several versions: the one that is wanted most
      if (specific > best || specific == best && quality > found) {
        best = specific;
        found = quality;
      }
    }
    return found;
  }

  /** Whether the reader knows this type, and does not only take anything. */
  boolean names(String type) {
    return Arrays.stream(ranges).anyMatch(range -> name(range).equals(type));
  }

  private static String name(String range) {
    return range.split(";", 2)[0].strip();
  }

  /** What cannot be read counts as not said. */
  private static double quality(String range) {
    Matcher quality = QUALITY.matcher(range);
    return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
  }
}
