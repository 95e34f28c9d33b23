package dev.taskwire.cluster.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Beat;
import dev.taskwire.cluster.protocol.Bells;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.NodeDescription;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisSentinel;

/** Sentinel makes the replica the server, and everything goes on there. */
class RedisSentinelTest {
  private static final NodeDescription NODE =
      new NodeDescription("a", false, 0, 0, 4, false, Set.of("import"));

  @Test
  void failover_goesOnWithTheReplica() throws IOException, InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    RedisProcess first = RedisProcess.start();
    RedisProcess second = RedisProcess.start("replicaof 127.0.0.1 " + first.port());
    int port = RedisProcess.freePort();
    RedisSentinel sentinel =
        RedisSentinel.newRedisSentinel()
            .bind("127.0.0.1")
            .port(port)
            .masterName("tasks")
            .masterPort(first.port())
            .quorumSize(1)
            .downAfterMilliseconds(500L)
            .failOverTimeout(2000L)
            .build();
    sentinel.start();
    try (ClusterEngine engine =
        Redis.open(
            "redis://127.0.0.1:" + port, "failover", Duration.ofSeconds(2), Threads.DAEMONS)) {
      engine.join("a", NODE, Bells.into(heard));
      assertEquals("missed", heard.poll(10, TimeUnit.SECONDS));
      assertEquals(Answer.DONE, engine.beat(new Beat("a", 1, 0, NODE, Set.of())).answer());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> replicated(second, "tw:failover:nodes") && knowsReplica(port));
      first.close();
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreException(EngineUnavailableException.class)
          .until(() -> engine.beat(new Beat("a", 2, 0, NODE, Set.of())).answer() == Answer.DONE);
      assertEquals("missed", heard.poll(30, TimeUnit.SECONDS));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                engine.ring(Map.of("a", Set.of("1")));
                return "[1]".equals(heard.poll(1, TimeUnit.SECONDS));
              });
    } finally {
      sentinel.stop();
      second.close();
    }
  }

  private static boolean replicated(RedisProcess redis, String key) {
    try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      return jedis.exists(key);
    }
  }

  private static boolean knowsReplica(int sentinel) {
    try (Jedis jedis = new Jedis("127.0.0.1", sentinel)) {
      return jedis.sentinelReplicas("tasks").stream()
          .anyMatch(replica -> "ok".equals(replica.get("master-link-status")));
    }
  }
}
