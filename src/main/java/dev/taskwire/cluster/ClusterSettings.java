package dev.taskwire.cluster;

import dev.taskwire.settings.SettingsReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of several servers: the keys {@code tasks.cluster*}, validated. Not to be
 * logged: the URL may have a password in it.
 *
 * @param kind which engine they share
 * @param url where it is
 * @param name what servers have in common that share their tasks; empty: to be {@link #namedAfter}
 *     the application
 * @param nodeName what people see of this server
 * @param heartbeat between two heartbeats
 * @param lease how long a server's counter stands still before it is lost
 * @param flushInterval between two writes of a watched task's events
 * @param startWhenDown what becomes of starts while the engine is away
 * @param distribute whether tasks run on any server with a free worker
 * @param maxAttempts how often a restartable task begins
 */
record ClusterSettings(
    Kind kind,
    String url,
    String name,
    String nodeName,
    Duration heartbeat,
    Duration lease,
    Duration flushInterval,
    StartWhenDown startWhenDown,
    boolean distribute,
    int maxAttempts) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,100}");
  private static final Pattern NODE_NAME = Pattern.compile("[^\\p{Cc}\\u2028\\u2029]{1,100}");
  private static final int LEAST_HEARTBEATS = 3;

  /** Which engine servers share. */
  public enum Kind {
    /** None: this one is alone. */
    NONE,
    /** Redis or Valkey. */
    REDIS
  }

  /** What becomes of starts while the engine is away. */
  public enum StartWhenDown {
    /** They are a 503. */
    REFUSE,
    /** They run here, and are recorded when it is back. */
    LOCAL
  }

  /** Whether tasks start here while the engine is away. */
  boolean startsLocally() {
    return startWhenDown == StartWhenDown.LOCAL;
  }

  /**
   * Reads the settings.
   *
   * @param hostName what people call this machine
   * @throws IllegalStateException with a sentence that names key, value (but no secret) and what is
   *     allowed
   */
  public static ClusterSettings from(SettingsReader read, String hostName) {
    Kind kind = read.choice("tasks.cluster", Kind.NONE, Kind.class);
    String url = read.value("tasks.cluster.url", "", Optional::of, "");
    if (kind != Kind.NONE && url.isEmpty()) {
      throw new IllegalStateException(
          "Configuration tasks.cluster is \"redis\", so tasks.cluster.url must say where that is: redis://host:6379");
    }
    Duration heartbeat = read.seconds("tasks.cluster.heartbeat", 2, 1, 60);
    Duration lease = read.seconds("tasks.cluster.lease", 8, 3, 3600);
    if (lease.compareTo(heartbeat.multipliedBy(LEAST_HEARTBEATS)) < 0) {
      throw new IllegalStateException(
          "Configuration tasks.cluster.lease must be at least 3 times tasks.cluster.heartbeat, but is %d with %d."
              .formatted(lease.toSeconds(), heartbeat.toSeconds()));
    }
    return new ClusterSettings(
        kind,
        url,
        read.value(
            "tasks.cluster.name",
            "",
            text -> matching(NAME, text),
            "1 to 100 letters, digits or ._/-"),
        read.value(
            "tasks.cluster.node-name",
            hostName.isEmpty() ? "server" : hostName,
            text -> matching(NODE_NAME, text),
            "1 to 100 characters on one line"),
        heartbeat,
        lease,
        Duration.ofMillis(read.number("tasks.cluster.flush-interval", 20, 1, 1000)),
        read.choice("tasks.cluster.start-when-down", StartWhenDown.REFUSE, StartWhenDown.class),
        read.value(
            "tasks.cluster.distribute",
            true,
            text ->
                text.equals("true") || text.equals("false")
                    ? Optional.of(text.equals("true"))
                    : Optional.empty(),
            "true or false"),
        read.number("tasks.cluster.max-attempts", 3, 1, 100));
  }

  /**
   * The same under the name that the servers of an application have in common if nothing else is
   * said.
   *
   * @param contextPath of the application; empty at the root of the server
   */
  ClusterSettings namedAfter(String contextPath) {
    String encoded = URLEncoder.encode(contextPath, StandardCharsets.UTF_8).replace("%2F", "/");
    return new ClusterSettings(
        kind,
        url,
        encoded.isEmpty() ? "/" : encoded.replaceAll("[^A-Za-z0-9._/-]", "-"),
        nodeName,
        heartbeat,
        lease,
        flushInterval,
        startWhenDown,
        distribute,
        maxAttempts);
  }

  private static Optional<String> matching(Pattern pattern, String text) {
    return pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /** Without the URL. */
  @Override
  public String toString() {
    return "ClusterSettings[kind=%s, name=%s, nodeName=%s]".formatted(kind, name, nodeName);
  }
}
