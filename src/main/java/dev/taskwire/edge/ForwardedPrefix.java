package dev.taskwire.edge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a path that proxies took away before they passed a request on. */
public final class ForwardedPrefix {
  /** The header that tells it; nginx, Traefik, Spring's gateway and others know it. */
  public static final String HEADER = "X-Forwarded-Prefix";

  private static final int LONGEST = 500;
  private static final Pattern PREFIX =
      Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~%-]+)+");

  private ForwardedPrefix() {}

  /** What stands before our own paths for the client, {@code /jobs}; empty if it is not told. */
  public static String of(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return "";
    }
    StringBuilder prefix = new StringBuilder();
    for (String part : header.split(",", -1)) {
      String path = part.strip();
      path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      if (!path.isEmpty() && !PREFIX.matcher(path).matches()) {
        return "";
      }
      prefix.append(path);
    }
    return prefix.toString();
  }
}
