package dev.taskwire.cluster.redis;

import static org.awaitility.Awaitility.await;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A Redis Cluster of three is an engine: a task's keys are in one slot, the others anywhere. */
class RedisClusterModeTest extends EngineContract {
  private static final int NODES = 3;
  private static final int SLOTS = 16_384;
  private static final List<RedisProcess> REDIS = new ArrayList<>();

  @TempDir private static Path folder;

  private ClusterEngine engine;

  @BeforeAll
  static void start() {
    for (int i = 0; i < NODES; i++) {
      REDIS.add(
          RedisProcess.start(
              "cluster-enabled yes",
              "cluster-node-timeout 5000",
              "dir " + folder,
              "cluster-config-file nodes-" + i + ".conf"));
    }
    for (int i = 0; i < NODES; i++) {
      try (Jedis jedis = new Jedis("127.0.0.1", REDIS.get(i).port())) {
        int from = SLOTS * i / NODES;
        int[] slots = new int[SLOTS * (i + 1) / NODES - from];
        for (int k = 0; k < slots.length; k++) {
          slots[k] = from + k;
        }
        jedis.clusterAddSlots(slots);
        jedis.clusterMeet("127.0.0.1", REDIS.get(0).port());
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(RedisClusterModeTest::allAgree);
  }

  private static boolean allAgree() {
    return REDIS.stream()
        .allMatch(
            redis -> {
              try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
                String info = jedis.clusterInfo();
                return info.contains("cluster_state:ok")
                    && info.contains("cluster_known_nodes:" + NODES)
                    && info.contains("cluster_size:" + NODES);
              }
            });
  }

  @AfterAll
  static void stop() {
    REDIS.forEach(RedisProcess::close);
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Override
  protected ClusterEngine engine() {
    String url = REDIS.get(0).url() + ",127.0.0.1:" + REDIS.get(1).port();
    engine = Redis.open(url, RedisProcess.freshName(), Duration.ofSeconds(2), Threads.DAEMONS);
    return engine;
  }

  @Override
  protected void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long rest = time.toNanos(); rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
