package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.TwoServersTest;
import dev.taskwire.cluster.protocol.ClusterEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same over a real Redis. */
class TwoServersOnRedisTest extends TwoServersTest {
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
    return redis.connect("two-servers-" + System.identityHashCode(this));
  }

  @Override
  protected void wipe() {
    redis.empty();
  }
}
