package dev.taskwire.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class EngineAddressTest {
  @Test
  void parse_hostOnly_hasDefaults() {
    EngineAddress address = EngineAddress.parse("redis://cache.example");
    assertEquals(List.of(new HostAndPort("cache.example", 6379)), address.hosts());
    assertFalse(address.tls());
    assertNull(address.user());
    assertNull(address.password());
    assertEquals(0, address.database());
  }

  @Test
  void parse_everything_isRead() {
    EngineAddress address = EngineAddress.parse("rediss://ann:p%40ss+w%2Fd@10.0.0.7:7000/3");
    assertEquals(List.of(new HostAndPort("10.0.0.7", 7000)), address.hosts());
    assertTrue(address.tls());
    assertEquals("ann", address.user());
    assertEquals("p@ss+w/d", address.password());
    assertEquals(3, address.database());
  }

  @Test
  void parse_passwordOnly_hasNoUser() {
    EngineAddress address = EngineAddress.parse("redis://:secret@localhost");
    assertNull(address.user());
    assertEquals("secret", address.password());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:s@a:7000,redis://b:7001,redis://c",
        "redis://:s@a:7000, b:7001, c",
        "redis://:s@a:7000,redis://:s@b:7001,redis://:s@c/"
      })
  void parse_several_haveOneLogin(String url) {
    EngineAddress address = EngineAddress.parse(url);
    assertEquals(
        List.of(new HostAndPort("a", 7000), new HostAndPort("b", 7001), new HostAndPort("c", 6379)),
        address.hosts());
    assertEquals("s", address.password());
  }

  @Test
  void parse_sentinelMaster_isRead() {
    assertEquals(
        "main", EngineAddress.parse("redis://a:26379?sentinel-master=main,b").sentinelMaster());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:6379",
        "http://:hush@localhost",
        "redis://",
        "redis://:hush@",
        "redis://:hush#x@localhost",
        "redis://:hu sh@localhost",
        "redis://:hush%@localhost",
        "redis://:hush@localhost/first",
        "redis://:hush@localhost:port",
        "redis://:hush@localhost?timeout=3",
        "redis://:hush@a,rediss://:hush@b",
        "redis://:hush@a,redis://:hushhush@b",
        "redis://:hush@a,"
      })
  void parse_anythingElse_isRefusedWithoutTheSecret(String url) {
    String sentence =
        assertThrows(IllegalStateException.class, () -> EngineAddress.parse(url)).getMessage();
    assertTrue(sentence.startsWith("Configuration tasks.cluster.url must be redis://"), sentence);
    assertFalse(sentence.contains("hush"), sentence);
  }

  @Test
  void toString_hasNoSecret() {
    String shown = EngineAddress.parse("redis://ann:hush@localhost:7").toString();
    assertEquals("redis at [localhost:7]", shown);
  }
}
