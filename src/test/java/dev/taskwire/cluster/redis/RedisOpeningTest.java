package dev.taskwire.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Bells;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.Watch;
import dev.taskwire.cluster.protocol.WatchRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** What is found at the start and when the server goes and comes. */
class RedisOpeningTest {
  private static final NodeDescription NODE =
      new NodeDescription("a", false, 0, 0, 4, false, Set.of("import"));

  private static RedisProcess redis;
  private static RedisProcess guarded;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
    guarded = RedisProcess.start("requirepass s3cret", "user ann on >h0sh ~* &* +@all");
  }

  @AfterAll
  static void stop() {
    redis.close();
    guarded.close();
  }

  @Test
  void open_withUserAndPassword_works() {
    String at = "@127.0.0.1:" + guarded.port();
    open("redis://:s3cret" + at, "login1").close();
    open("redis://ann:h0sh" + at, "login2").close();
    open("redis://ann:h0sh" + at + "/1", "login3").close();
  }

  @Test
  void open_withWrongOrNoPassword_saysSoWithoutIt() {
    for (String url :
        List.of(
            "redis://:wr0ng@127.0.0.1:" + guarded.port(),
            "redis://ann:wr0ng@127.0.0.1:" + guarded.port(),
            guarded.url(),
            "redis://ann:wr0ng@127.0.0.1:" + redis.port())) {
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> open(url, "login"), url);
      assertTrue(
          refused
              .getMessage()
              .startsWith("The engine of tasks.cluster.url does not accept the user and password"),
          refused.getMessage());
      assertFalse(refused.toString().contains("wr0ng"), refused.toString());
    }
  }

  @Test
  void open_nothingThere_isUnavailable() {
    RedisProcess gone = RedisProcess.start();
    gone.close();
    EngineUnavailableException away =
        assertThrows(EngineUnavailableException.class, () -> open(gone.url(), "x"));
    assertEquals("The engine cannot be reached.", away.getMessage());
  }

  @Test
  void open_severalAddressesOfSingleServers_isRefused() {
    String url = redis.url() + ",127.0.0.1:" + redis.port();
    assertEquals(
        "Several addresses in tasks.cluster.url are for Sentinel and Cluster, but there is a single server.",
        assertThrows(IllegalStateException.class, () -> open(url, "x")).getMessage());
  }

  @Test
  void open_nameOfAnotherVersion_isRefused() {
    try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      jedis.set("tw:shop:protocol", "2");
    }
    assertEquals(
        "The name shop (tasks.cluster.name) is in use by servers of a version of Taskwire that does not go with this one.",
        assertThrows(IllegalStateException.class, () -> open(redis.url(), "shop")).getMessage());
  }

  @Test
  void scripts_flushed_areSentAgain() {
    try (ClusterEngine engine = open(redis.url(), RedisProcess.freshName());
        Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      engine.create(task("1"));
      engine.create(task("2"));
      jedis.scriptFlush();
      List<TaskWrite> writes = new ArrayList<>();
      for (String id : List.of("1", "2")) {
        writes.add(begin(id));
        writes.add(new TaskWrite.Append(id, 1, List.of(slice(2)), 1, 2, null));
      }
      engine.write("a", writes).forEach(answer -> assertEquals(Answer.DONE, answer.answer()));
    }
  }

  @Test
  void engineGone_isUnavailable_andBackIsBack() {
    RedisProcess mortal = RedisProcess.start();
    try (ClusterEngine engine = open(mortal.url(), "mortal")) {
      engine.create(task("1"));
      mortal.close();
      assertThrows(EngineUnavailableException.class, () -> engine.find("1"));
      assertThrows(
          EngineUnavailableException.class,
          () -> engine.write("a", List.of(begin("1"), begin("1"))));
      engine.ring(Map.of("a", List.of("1")));
    }
  }

  @Test
  void bell_cut_isHeardAgainAndSaysSo() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (ClusterEngine engine = open(redis.url(), RedisProcess.freshName());
        Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      engine.join("a", NODE, Bells.into(heard));
      assertEquals("missed", heard.poll(10, TimeUnit.SECONDS));
      jedis.sendCommand(Command.CLIENT, "KILL", "TYPE", "pubsub");
      assertEquals("missed", heard.poll(10, TimeUnit.SECONDS));
      engine.ring(Map.of("a", List.of("1")));
      assertEquals("[1]", heard.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void everyKey_expires() {
    String name = RedisProcess.freshName();
    try (ClusterEngine engine = open(redis.url(), name);
        Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      engine.join("a", NODE, Bells.into(new LinkedBlockingQueue<>()));
      engine.create(task("1"));
      engine.write("a", List.of(begin("1")));
      engine.write("a", List.of(new TaskWrite.Append("1", 1, List.of(slice(2)), 1, 2, null)));
      engine.watch("b", List.of(new Watch("1", WatchRate.FULL)), Duration.ofMinutes(1));
      engine.apply(new Intent.Cancel("1", null));
      engine.create(waiting("2"));
      engine.claim("a", Set.of("import"));
      engine.create(waiting("3"));
      engine.putIfAbsent("k", new byte[1], Duration.ofMinutes(1));
      engine.sweep(null);
      Set<String> keys = jedis.keys("tw:" + name + ":*");
      assertTrue(keys.size() >= 14, keys.toString());
      for (String key : keys) {
        long life = jedis.pttl(key);
        assertTrue(life > 0 && life <= 3_600_000, key + " " + life);
      }
    }
  }

  @Test
  void lists_thatLostTheirEntries_areMended() {
    String name = RedisProcess.freshName();
    try (ClusterEngine engine = open(redis.url(), name);
        Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      engine.create(task("1"));
      engine.create(waiting("2"));
      String prefix = "tw:" + name + ":";
      jedis.del(prefix + "open", prefix + "node:a", prefix + "pending", prefix + "pending:import");
      engine.sweep(null);
      assertEquals(Set.of("1"), engine.openTasks("a"));
      assertEquals(2, jedis.zcard(prefix + "open"));
      assertEquals(2, jedis.zcard(prefix + "pending"));
      assertNotNull(engine.claim("b", Set.of("import")));
      jedis.del(prefix + "all", prefix + "open");
      engine.write("a", List.of(new TaskWrite.Append("1", 1, List.of(), 1, 0, null)));
      assertEquals(1, jedis.zcard(prefix + "all"));
      assertEquals(1, jedis.zcard(prefix + "open"));
    }
  }

  private static ClusterEngine open(String url, String name) {
    return Redis.open(url, name, Duration.ofSeconds(2), Threads.DAEMONS);
  }

  private static NewTask task(String id) {
    return task(id, "a");
  }

  private static NewTask waiting(String id) {
    return task(id, null);
  }

  private static NewTask task(String id, String node) {
    return new NewTask(
        id,
        "import",
        "ann",
        node,
        1,
        1,
        false,
        TaskStatus.PENDING,
        false,
        0,
        0,
        new byte[2],
        null,
        new byte[3],
        List.of(),
        null,
        -1);
  }

  private static TaskWrite begin(String id) {
    return new TaskWrite.Begin(id, 1, slice(1), new byte[2]);
  }

  private static Slice slice(long sequence) {
    return new Slice(sequence, sequence, new byte[4]);
  }
}
