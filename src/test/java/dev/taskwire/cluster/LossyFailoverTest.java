package dev.taskwire.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import dev.taskwire.cluster.redis.Redis;
import dev.taskwire.cluster.redis.RedisProcess;
import dev.taskwire.engine.SharingEngine;
import dev.taskwire.sharing.SharedTasksAwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.embedded.RedisSentinel;

/** Sentinel makes a replica the server that has not heard of the last moments. */
@Timeout(180)
class LossyFailoverTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofHours(1);
  private static final byte[] UNDER_WAY = {0};
  private static final byte[] ANSWER = {1};
  private static final byte[] OTHERS = {2};

  private final CountDownLatch go = new CountDownLatch(1);
  private RedisProcess first;
  private RedisProcess second;
  private RedisSentinel sentinel;
  private SharingEngine a;
  private SharingEngine b;

  @BeforeEach
  void start() throws IOException {
    first = RedisProcess.start("user replica on >secret +psync +replconf +ping");
    second =
        RedisProcess.start(
            "replicaof 127.0.0.1 " + first.port(), "masteruser replica", "masterauth secret");
    sentinel =
        RedisSentinel.newRedisSentinel()
            .bind("127.0.0.1")
            .port(RedisProcess.freePort())
            .masterName("tasks")
            .masterPort(first.port())
            .quorumSize(1)
            .downAfterMilliseconds(1000L)
            .failOverTimeout(2000L)
            .build();
    sentinel.start();
    await().atMost(LONG).until(() -> info(second, "master_link_status:up") && isKnown(second));
    a = server("a");
    b = server("b");
    await().atMost(LONG).until(() -> a.engine().shared().state().nodes().size() == 2);
    await().atMost(LONG).until(() -> b.engine().shared().state().nodes().size() == 2);
  }

  @AfterEach
  void stop() throws IOException {
    go.countDown();
    a.stop();
    b.stop();
    sentinel.stop();
    first.close();
    second.close();
  }

  private SharingEngine server(String name) {
    String url = "redis://127.0.0.1:" + sentinel.ports().get(0);
    return new SharingEngine(
        new Cluster(
            TestSettings.of(name, 200, 1500, StartWhenDown.REFUSE, false),
            threads -> Redis.open(url, "lossy", Duration.ofSeconds(1), threads)),
        Map.of("tasks.max-workers", "4"),
        Duration.ZERO,
        List.of());
  }

  private static boolean info(RedisProcess redis, String line) {
    try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      return jedis.info("replication").contains(line);
    }
  }

  private boolean isKnown(RedisProcess replica) {
    try (Jedis jedis = new Jedis("127.0.0.1", sentinel.ports().get(0))) {
      return jedis.sentinelReplicas("tasks").stream()
          .anyMatch(known -> String.valueOf(replica.port()).equals(known.get("port")));
    }
  }

  /** From now on nothing reaches the replica, which Sentinel still finds in order. */
  private void cutTheReplica() {
    try (Jedis jedis = new Jedis("127.0.0.1", first.port())) {
      jedis.sendCommand(() -> "ACL".getBytes(), "SETUSER", "replica", "off");
      jedis.sendCommand(() -> "CLIENT".getBytes(), "KILL", "TYPE", "replica");
    }
  }

  private void killTheFirst() {
    try (Jedis jedis = new Jedis("127.0.0.1", first.port())) {
      jedis.sendCommand(() -> "SHUTDOWN".getBytes(), "NOSAVE");
    } catch (JedisConnectionException gone) {
      await().atMost(LONG).until(() -> info(second, "role:master"));
    }
  }

  private String start(SharingEngine server) {
    return server.start(
        (task, progress) -> {
          go.await();
          return "x";
        });
  }

  private static TaskStatus status(SharingEngine server, String id) {
    return server.engine().getTaskStatus(id).map(TaskInfo::status).orElse(null);
  }

  @Test
  void whatTheLastMomentsBrought_isThereAgain() {
    String ends = start(a);
    String deleted = a.start((task, progress) -> "early");
    assertTrue(a.engine().find(deleted).broadcaster().log().listeners().awaitEnd(LONG));
    await().atMost(LONG).until(() -> status(b, ends) == TaskStatus.RUNNING);
    cutTheReplica();
    go.countDown();
    assertTrue(a.engine().find(ends).broadcaster().log().listeners().awaitEnd(LONG));
    a.engine().shared().putIfAbsent("key", UNDER_WAY, LIFE);
    a.engine().shared().replaceSoon("key", UNDER_WAY, ANSWER, LIFE);
    assertTrue(b.engine().removeCompletedTask(deleted));
    String begun = a.start((task, progress) -> "late");
    assertTrue(a.engine().find(begun).broadcaster().log().listeners().awaitEnd(LONG));
    killTheFirst();
    await().atMost(LONG).until(() -> knows(b, ends, TaskStatus.COMPLETED));
    await().atMost(LONG).until(() -> knows(b, begun, TaskStatus.COMPLETED));
    await().atMost(LONG).until(() -> knows(b, deleted, null));
    await().atMost(LONG).until(this::keyIsKnownToB);
    assertEquals(TaskStatus.COMPLETED, status(a, ends));
  }

  private static boolean knows(SharingEngine server, String id, TaskStatus expected) {
    try {
      boolean isListed = server.engine().tasks().stream().anyMatch(task -> task.id().equals(id));
      return status(server, id) == expected && isListed == (expected != null);
    } catch (SharedTasksAwayException away) {
      return false;
    }
  }

  /** It does not claim the key: that would be a start. */
  private boolean keyIsKnownToB() {
    try {
      return b.engine().shared().replace("key", ANSWER, ANSWER, LIFE)
          && Arrays.equals(ANSWER, b.engine().shared().putIfAbsent("key", OTHERS, LIFE));
    } catch (SharedTasksAwayException away) {
      return false;
    }
  }
}
