package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.ClusterEngine;
import dev.taskwire.cluster.DistributionTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.Jedis;

/** The same over a real Redis. */
class DistributionOnRedisTest extends DistributionTest {
  private static RedisProcess redis;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Override
  protected ClusterEngine connect() {
    return Redis.open(
        redis.url(),
        "distribution-" + System.identityHashCode(this),
        Duration.ofSeconds(1),
        Threads.DAEMONS);
  }

  @Override
  protected void wipe() {
    try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
      client.flushAll();
    }
  }
}
