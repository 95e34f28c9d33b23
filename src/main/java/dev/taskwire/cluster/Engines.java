package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.redis.Redis;
import java.util.concurrent.ThreadFactory;

/** Opens the engine that is configured. */
final class Engines {
  private Engines() {}

  /**
   * Connects, and checks that it can be shared.
   *
   * @param threads makes the one thread that listens to the bell
   * @throws IllegalStateException if it will never work, with a sentence without secrets
   * @throws EngineUnavailableException if it cannot be reached now: to be tried again
   */
  public static ClusterEngine open(ClusterSettings settings, ThreadFactory threads) {
    try {
      return Redis.open(settings.url(), settings.name(), settings.heartbeat(), threads);
    } catch (NoClassDefFoundError missing) {
      throw new IllegalStateException(
          "Configuration tasks.cluster is \"redis\", which needs the library redis.clients:jedis (7.1 or later of 7) in the application, with what that needs; something of it is missing.",
          missing);
    }
  }
}
