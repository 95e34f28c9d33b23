package dev.taskwire.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFactsTest {
  @ParameterizedTest
  @ValueSource(strings = {"6.2.0", "6.2.11", "7.0.15", "7.2.4", "10.0.0", "6.2-rc1"})
  void check_newEnough_isAccepted(String version) {
    assertDoesNotThrow(facts(version)::check);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.0.16", "5.0.14", "2.8", "", "new"})
  void check_tooOld_isRefusedWithASentence(String version) {
    String sentence = assertThrows(IllegalStateException.class, facts(version)::check).getMessage();
    assertEquals(
        "Taskwire needs Redis 6.2 or later, or Valkey, but the engine of tasks.cluster.url is Redis "
            + version
            + ".",
        sentence);
  }

  @Test
  void evicts_onlyIfBoundedAndAllowed() {
    assertFalse(ServerFacts.parse("maxmemory:0\r\nmaxmemory_policy:allkeys-lru").evicts());
    assertFalse(ServerFacts.parse("maxmemory:9\r\nmaxmemory_policy:noeviction").evicts());
    assertTrue(ServerFacts.parse("maxmemory:9\r\nmaxmemory_policy:volatile-ttl").evicts());
  }

  private static ServerFacts facts(String version) {
    return ServerFacts.parse("# Server\r\nredis_version:" + version + "\r\nredis_mode:standalone");
  }
}
