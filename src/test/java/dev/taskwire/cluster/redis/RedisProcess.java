package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.ClusterEngine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/**
 * A Redis server of a test's own, on a free port of this machine: the 6.2 that the test artifact
 * carries, or the program that {@code -Dredis.executable} names.
 */
public final class RedisProcess implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Pattern PROCESS = Pattern.compile("process_id:(\\d+)");

  private final int port;
  private final RedisServer server;

  private RedisProcess(int port, RedisServer server) {
    this.port = port;
    this.server = server;
  }

  /** Starts one, with settings in addition. */
  public static RedisProcess start(String... settings) {
    return start(freePort(), settings);
  }

  /** Starts one on a port. */
  public static RedisProcess start(int port, String... settings) {
    try {
      RedisServerBuilder builder =
          RedisServer.newRedisServer()
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no");
      String executable = System.getProperty("redis.executable", "");
      if (!executable.isEmpty()) {
        builder.executableProvider(() -> new File(executable));
      }
      for (String setting : settings) {
        builder.setting(setting);
      }
      RedisServer server = builder.build();
      server.start();
      return new RedisProcess(port, server);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A server's way to it, under a name. */
  ClusterEngine connect(String name) {
    return Redis.open(url(), name, Duration.ofSeconds(1), Threads.DAEMONS);
  }

  /** It loses what it has. */
  void empty() {
    try (Jedis client = new Jedis("127.0.0.1", port)) {
      client.flushAll();
    }
  }

  /** A port that is free, and the one ten thousand above, which a Redis Cluster wants too. */
  public static int freePort() {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      if (isFree(port) && isFree(port + 10_000)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** A name that no other test uses. */
  public static String freshName() {
    return "test" + NAMES.incrementAndGet();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** The number of its process. */
  public long pid() {
    try (Jedis client = new Jedis("127.0.0.1", port)) {
      Matcher process = PROCESS.matcher(client.info("server"));
      if (!process.find()) {
        throw new IllegalStateException("Redis does not tell its process");
      }
      return Long.parseLong(process.group(1));
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
