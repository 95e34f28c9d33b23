package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Opens the engine on Redis or Valkey. */
public final class Redis {
  /** The version of keys, fields and scripts: only servers with the same one share a name. */
  static final String PROTOCOL = "1";

  private static final Logger LOG = Logger.getLogger(Redis.class.getName());

  private Redis() {}

  /**
   * Connects, and checks that this can be shared.
   *
   * @param url what {@code tasks.cluster.url} says
   * @param name what {@code tasks.cluster.name} says
   * @param heartbeat how often {@link ClusterEngine#beat} will be called
   * @param threads makes the one thread that listens to the bell
   * @throws IllegalStateException if it will never work, with a sentence without secrets
   * @throws EngineUnavailableException if it cannot be reached now
   */
  public static ClusterEngine open(
      String url, String name, Duration heartbeat, ThreadFactory threads) {
    EngineAddress address = EngineAddress.parse(url);
    Connections connections;
    try {
      connections = new Clients(address, heartbeat).connect();
    } catch (JedisException failure) {
      throw Connections.unavailable(failure);
    }
    try {
      Keys keys = new Keys(name);
      check(connections, keys, name);
      LOG.info(() -> "Servers named " + name + " share the tasks in " + address);
      return new RedisEngine(connections, keys, threads);
    } catch (RuntimeException failure) {
      connections.close();
      throw failure;
    }
  }

  private static void check(Connections connections, Keys keys, String name) {
    List<@Nullable Object> answers =
        connections.run(
            List.of(
                Call.of(Command.SET, keys.protocol())
                    .with(PROTOCOL)
                    .with("NX")
                    .with("PX")
                    .with(Life.OPEN),
                Call.of(Command.GET, keys.protocol())));
    String used = Reply.text(answers.get(1));
    if (!PROTOCOL.equals(used)) {
      throw new IllegalStateException(
          "The name %s (tasks.cluster.name) is in use by servers of a version of Taskwire that does not go with this one."
              .formatted(name));
    }
  }
}
