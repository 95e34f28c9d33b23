package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Where the engine is: what {@code tasks.cluster.url} says. It is never shown as a whole: it may
 * have a password in it. Immutable.
 */
final class EngineAddress {
  private static final String ALLOWED =
      "Configuration tasks.cluster.url must be redis://[user:password@]host[:port][/database], or rediss://… for TLS,"
          + " several separated by commas for Sentinel or Cluster (?sentinel-master=… if there are several), but ";

  private final List<HostAndPort> hosts;
  private final boolean tls;
  private final @Nullable String user;
  private final @Nullable String password;
  private final int database;
  private final @Nullable String sentinelMaster;

  private EngineAddress(List<HostAndPort> hosts, URI first) {
    this.hosts = List.copyOf(hosts);
    this.tls = "rediss".equals(first.getScheme());
    String[] login = Objects.requireNonNullElse(first.getRawUserInfo(), "").split(":", 2);
    this.user = login[0].isEmpty() ? null : decoded(login[0]);
    this.password = login.length < 2 || login[1].isEmpty() ? null : decoded(login[1]);
    this.database = database(Objects.requireNonNullElse(first.getPath(), ""));
    this.sentinelMaster = sentinelMaster(first.getRawQuery());
  }

  /**
   * Reads the value.
   *
   * @throws IllegalStateException with a sentence that does not repeat it
   */
  static EngineAddress parse(String value) {
    List<HostAndPort> hosts = new ArrayList<>();
    URI first = null;
    for (String part : value.split(",", -1)) {
      String text = part.strip();
      URI uri =
          uri(first == null || text.contains("://") ? text : first.getScheme() + "://" + text);
      hosts.add(new HostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()));
      if (first == null) {
        first = uri;
      } else if (!uri.getScheme().equals(first.getScheme())) {
        throw refused("has addresses with TLS and without.");
      } else if (!extras(uri).isEmpty() && !extras(uri).equals(extras(first))) {
        throw refused("has addresses with different users, databases or parameters.");
      }
    }
    return new EngineAddress(hosts, Objects.requireNonNull(first));
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      throw refused("is none. A special character in a user or password is written as %xx.");
    }
    if (uri.getHost() == null || uri.getFragment() != null) {
      throw refused("names no host. A special character in a user or password is written as %xx.");
    }
    if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
      throw refused("begins otherwise.");
    }
    return uri;
  }

  private static String extras(URI uri) {
    String user = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
    String path = Objects.requireNonNullElse(uri.getRawPath(), "");
    String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
    String all = user + "@" + (path.equals("/") ? "" : path) + "?" + query;
    return all.equals("@?") ? "" : all;
  }

  private static IllegalStateException refused(String why) {
    return new IllegalStateException(ALLOWED + why);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw refused("is none. A special character in a user or password is written as %xx.");
    }
  }

  private static int database(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return 0;
    }
    if (!path.matches("/\\d{1,4}")) {
      throw refused("names a database that is no number.");
    }
    return Integer.parseInt(path.substring(1));
  }

  private static @Nullable String sentinelMaster(@Nullable String query) {
    if (query == null) {
      return null;
    }
    if (!query.matches("sentinel-master=[^&=]+")) {
      throw refused("has another parameter than sentinel-master.");
    }
    return decoded(query.substring(query.indexOf('=') + 1));
  }

  List<HostAndPort> hosts() {
    return hosts;
  }

  boolean tls() {
    return tls;
  }

  @Nullable String user() {
    return user;
  }

  @Nullable String password() {
    return password;
  }

  int database() {
    return database;
  }

  /** What Sentinel calls the servers; {@code null} if it watches only one group of them. */
  @Nullable String sentinelMaster() {
    return sentinelMaster;
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return (tls ? "rediss" : "redis") + " at " + hosts;
  }
}
