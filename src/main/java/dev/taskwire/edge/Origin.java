package dev.taskwire.edge;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page comes from, as a browser names it in {@code Origin} (RFC 6454, section 6).
 *
 * @param scheme in lower case
 * @param host in lower case; an IPv6 address in brackets
 * @param port the scheme's own one if none is written; -1 if the scheme has none
 */
record Origin(String scheme, String host, int port) {
  private static final String HOST = "([a-z0-9_](?:[a-z0-9._-]{0,252})|\\[[0-9a-f:.]{2,45}\\])";
  private static final Pattern ORIGIN =
      Pattern.compile("([a-z][a-z0-9+.-]{0,30})://" + HOST + "(?::(\\d{1,5}))?");
  private static final Pattern AUTHORITY = Pattern.compile(HOST + "(?::(\\d{1,5}))?");

  /** Reads an origin; empty if it is none, the opaque {@code null} included. */
  static Optional<Origin> parse(String text) {
    Matcher matcher = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String scheme = matcher.group(1);
    int port = port(matcher.group(3), scheme);
    return port > 65535
        ? Optional.empty()
        : Optional.of(new Origin(scheme, matcher.group(2), port));
  }

  /**
   * Whether {@code authority}, the value of a {@code Host} header, names the same host and port.
   * The scheme does not count: behind a proxy that ends TLS the server does not know it.
   */
  boolean hasAuthority(String authority) {
    Matcher matcher = AUTHORITY.matcher(authority.strip().toLowerCase(Locale.ROOT));
    return matcher.matches()
        && matcher.group(1).equals(host)
        && port(matcher.group(2), scheme) == port;
  }

  private static int port(@Nullable String digits, String scheme) {
    if (digits != null) {
      return Integer.parseInt(digits);
    }
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }
}
