package dev.taskwire.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a form that was sent as a body (WHATWG URL, section 5.1). */
final class FormFields {
  private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private FormFields() {}

  static boolean isForm(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE);
  }

  /** The values of each field, in their order; a field that is not well-formed is left out. */
  static Map<String, List<String>> of(byte[] body) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String field : new String(body, UTF_8).split("&", -1)) {
      int equals = field.indexOf('=');
      String name = decoded(equals < 0 ? field : field.substring(0, equals));
      String value = decoded(equals < 0 ? "" : field.substring(equals + 1));
      if (!field.isEmpty() && name != null && value != null) {
        fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return fields;
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
