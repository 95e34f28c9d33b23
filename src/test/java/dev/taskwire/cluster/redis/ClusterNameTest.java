package dev.taskwire.cluster.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskRejectedException;
import dev.taskwire.cluster.ClusterFactory;
import dev.taskwire.engine.SharingEngine;
import dev.taskwire.settings.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** Servers of one application find each other; those of two on one Redis do not mix. */
@Timeout(60)
class ClusterNameTest {
  private final RedisProcess redis = RedisProcess.start();
  private final List<SharingEngine> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(SharingEngine::stop);
    redis.close();
  }

  private SharingEngine server(CompletableFuture<String> contextPath, String... settings) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "tasks.cluster", "redis",
                "tasks.cluster.url", redis.url(),
                "tasks.cluster.heartbeat", "1"));
    for (int i = 0; i < settings.length; i += 2) {
      config.put(settings[i], settings[i + 1]);
    }
    SettingsReader read = new SettingsReader(key -> Optional.ofNullable(config.get(key)));
    SharingEngine server =
        new SharingEngine(
            new ClusterFactory().create(read, contextPath), Map.of(), Duration.ZERO, List.of());
    servers.add(server);
    return server;
  }

  private SharingEngine up(String contextPath, String... settings) {
    SharingEngine server = server(CompletableFuture.completedFuture(contextPath), settings);
    await().until(() -> state(server).equals("up"));
    return server;
  }

  private static String state(SharingEngine server) {
    return server.engine().shared().state().state();
  }

  @Test
  void applications_ofOneContextPath_shareTheirTasks_andOthersDoNot() {
    SharingEngine shop = up("/shop");
    SharingEngine sibling = up("/shop");
    SharingEngine other = up("/other");
    String id = shop.start((task, progress) -> "x");
    assertNotNull(sibling.engine().find(id));
    assertNull(other.engine().find(id));
    try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
      assertTrue(client.exists("tw:/shop:{" + id + "}"));
    }
  }

  @Test
  void name_thatIsSet_winsOverTheContextPath() {
    String id = up("/a", "tasks.cluster.name", "x").start((task, progress) -> "x");
    assertNotNull(up("/b", "tasks.cluster.name", "x").engine().find(id));
  }

  @Test
  void server_beforeItsContextPathIsKnown_joinsNobody() {
    CompletableFuture<String> contextPath = new CompletableFuture<>();
    SharingEngine server = server(contextPath);
    assertEquals("joining", state(server));
    assertThrows(TaskRejectedException.class, () -> server.start((task, progress) -> "x"));
    contextPath.complete("/shop");
    await().until(() -> state(server).equals("up"));
  }
}
