package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts that decide inside the engine: called by their digest, sent only if it has none. */
enum Script {
  BEAT,
  CREATE,
  FORGET,
  INTENT,
  LOST,
  READ,
  REPLACE,
  RESERVE,
  STALE,
  TAKE,
  WATCH,
  WRITE;

  private final String source = load(name().toLowerCase(Locale.ROOT) + ".lua");
  private final String digest = HexFormat.of().formatHex(sha1(source));

  String source() {
    return source;
  }

  /** What the engine calls it by: SHA-1 in hexadecimal digits. */
  String digest() {
    return digest;
  }

  private static String load(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The script " + file + " is missing.");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-1, but not this.", missing);
    }
  }
}
