package dev.taskwire.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @Test
  void parse_quotedOrBare_isTheSameKey() {
    assertEquals(Optional.of("8e03978e-40d5"), IdempotencyKey.parse(List.of("\"8e03978e-40d5\"")));
    assertEquals(Optional.of("8e03978e-40d5"), IdempotencyKey.parse(List.of(" 8e03978e-40d5 ")));
  }

  @Test
  void parse_escapedCharacters_areUnescaped() {
    assertEquals(Optional.of("a\"b\\c d"), IdempotencyKey.parse(List.of("\"a\\\"b\\\\c d\"")));
  }

  @Test
  void parse_longestKey_isTaken() {
    String longest = "k".repeat(255);

    assertEquals(Optional.of(longest), IdempotencyKey.parse(List.of(longest)));
    assertEquals(Optional.of(longest), IdempotencyKey.parse(List.of("\"" + longest + "\"")));
    assertEquals(Optional.empty(), IdempotencyKey.parse(List.of(longest + "k")));
    assertEquals(Optional.empty(), IdempotencyKey.parse(List.of("\"" + longest + "k\"")));
  }

  @Test
  void parse_twoHeaders_isNoKey() {
    assertEquals(Optional.empty(), IdempotencyKey.parse(List.of("a", "a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\"\"", "\"a", "a\"", "a b", "\"a\\b\"", "a,b", "a;b", "\"ä\"", "\u0001"})
  void parse_malformed_isNoKey(String value) {
    assertEquals(Optional.empty(), IdempotencyKey.parse(List.of(value)));
  }
}
