package dev.taskwire.cluster.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;

/**
 * What a server of the engine says about itself.
 *
 * @param version of Redis, or of the Redis that it is compatible with
 * @param mode {@code standalone}, {@code sentinel} or {@code cluster}
 * @param evicts whether it may drop what has not expired
 */
record ServerFacts(String version, String mode, boolean evicts) {
  private static final Logger LOG = Logger.getLogger(ServerFacts.class.getName());

  /** Reads the answer to {@code INFO}. */
  static ServerFacts parse(String info) {
    Map<String, String> facts = new HashMap<>();
    for (String line : info.lines().toList()) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        facts.put(parts[0], parts[1].strip());
      }
    }
    boolean bounded = !facts.getOrDefault("maxmemory", "0").equals("0");
    String policy = facts.getOrDefault("maxmemory_policy", "noeviction");
    return new ServerFacts(
        facts.getOrDefault("redis_version", "0.0"),
        facts.getOrDefault("redis_mode", "standalone"),
        bounded && !policy.equals("noeviction"));
  }

  /** Refuses what is too old, and warns of what forgets. */
  void check() {
    String[] parts = version.split("[^0-9]+", -1);
    int major = number(parts, 0);
    if (major < 6 || major == 6 && number(parts, 1) < 2) {
      throw new IllegalStateException(
          "Taskwire needs Redis 6.2 or later, or Valkey, but the engine of tasks.cluster.url is Redis %s."
              .formatted(version));
    }
    if (evicts) {
      LOG.warning(
          "The engine of tasks.cluster.url may drop tasks when its memory is full: set its maxmemory-policy to noeviction.");
    }
  }

  private static int number(String[] parts, int at) {
    try {
      return at < parts.length ? Integer.parseInt(parts[at]) : 0;
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
