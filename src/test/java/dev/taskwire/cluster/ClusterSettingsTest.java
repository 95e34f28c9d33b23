package dev.taskwire.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.cluster.ClusterSettings.Kind;
import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import dev.taskwire.settings.SettingsReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {
  private final Map<String, String> config =
      new HashMap<>(
          Map.of("tasks.cluster", "redis", "tasks.cluster.url", "redis://:hush@cache:6379"));

  @Test
  void from_nothing_isAlone() {
    config.clear();
    assertEquals(Kind.NONE, read().kind());
  }

  @Test
  void from_urlOnly_hasDefaults() {
    assertEquals(
        new ClusterSettings(
            Kind.REDIS,
            "redis://:hush@cache:6379",
            "",
            "host1",
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofMillis(20),
            StartWhenDown.REFUSE,
            true,
            3),
        read());
  }

  @Test
  void from_everything_isRead() {
    config.putAll(
        Map.of(
            "tasks.cluster.name", "orders",
            "tasks.cluster.node-name", "blue 1",
            "tasks.cluster.heartbeat", "1",
            "tasks.cluster.lease", "3",
            "tasks.cluster.flush-interval", "5",
            "tasks.cluster.start-when-down", "local",
            "tasks.cluster.distribute", "false",
            "tasks.cluster.max-attempts", "5"));
    assertEquals(
        new ClusterSettings(
            Kind.REDIS,
            "redis://:hush@cache:6379",
            "orders",
            "blue 1",
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofMillis(5),
            StartWhenDown.LOCAL,
            false,
            5),
        read());
  }

  @ParameterizedTest
  @CsvSource({"'',/", "/shop,/shop", "/shop##2,/shop-23-232", "/ö,/-C3-B6", "/ä,/-C3-A4"})
  void namedAfter_contextPath_isAName(String contextPath, String name) {
    assertEquals(name, read().namedAfter(contextPath).name());
  }

  @ParameterizedTest
  @CsvSource({
    "tasks.cluster,kafka",
    "tasks.cluster.name,a{b}",
    "tasks.cluster.name,a b",
    "tasks.cluster.heartbeat,0",
    "tasks.cluster.lease,2",
    "tasks.cluster.lease,5",
    "tasks.cluster.flush-interval,0",
    "tasks.cluster.start-when-down,queue",
    "tasks.cluster.distribute,yes",
    "tasks.cluster.max-attempts,0"
  })
  void from_badValue_namesTheKey(String key, String value) {
    config.put(key, value);
    String sentence = assertThrows(IllegalStateException.class, this::read).getMessage();
    assertEquals("Configuration " + key + " must be", sentence.split(" must be")[0] + " must be");
  }

  @Test
  void from_noUrl_saysWhereToPutIt() {
    config.remove("tasks.cluster.url");
    assertEquals(
        "Configuration tasks.cluster is \"redis\", so tasks.cluster.url must say where that is: redis://host:6379",
        assertThrows(IllegalStateException.class, this::read).getMessage());
  }

  @Test
  void toString_hasNoSecret() {
    assertFalse(read().toString().contains("hush"));
  }

  private ClusterSettings read() {
    return ClusterSettings.from(new SettingsReader(this::value), "host1");
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(config.get(key));
  }
}
