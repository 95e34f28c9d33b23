package dev.taskwire.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * A file that browsers get. Immutable.
 *
 * @param bytes what it consists of; not to be changed
 * @param mediaType what it is
 * @param tag its entity tag (RFC 9110, section 8.8.3), which changes with its bytes only: the times
 *     of files in a jar are pinned, or those of the copying
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PageFile(byte[] bytes, String mediaType, String tag) {
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "ts", "text/plain;charset=utf-8");

  static PageFile of(String name, byte[] bytes) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    String mediaType = Objects.requireNonNullElse(MEDIA_TYPES.get(extension), "text/plain");
    return new PageFile(bytes, mediaType, '"' + digest(bytes) + '"');
  }

  /** Whether a client that has one of these (the value of {@code If-None-Match}) has this one. */
  boolean isAmong(String tags) {
    for (String each : tags.split(",", -1)) {
      String known = each.strip();
      if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(whole, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, but not this.", missing);
    }
  }
}
