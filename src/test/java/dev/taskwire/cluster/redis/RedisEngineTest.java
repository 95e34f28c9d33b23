package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineContract;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Redis is one, with the scripts of this package. */
class RedisEngineTest extends EngineContract {
  private static RedisProcess redis;

  private ClusterEngine engine;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Override
  protected ClusterEngine engine() {
    engine =
        Redis.open(redis.url(), RedisProcess.freshName(), Duration.ofSeconds(2), Threads.DAEMONS);
    return engine;
  }

  /** Redis has a clock of its own. */
  @Override
  protected void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long rest = time.toNanos(); rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
