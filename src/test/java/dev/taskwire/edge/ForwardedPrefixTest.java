package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedPrefixTest {
  @ParameterizedTest
  @CsvSource({
    "/jobs, /jobs",
    "/jobs/, /jobs",
    "/a/b-1/c.d, /a/b-1/c.d",
    "'/outer, /inner/', /outer/inner",
    "/auftr%C3%A4ge, /auftr%C3%A4ge"
  })
  void of_path_isThePrefix(String header, String prefix) {
    assertEquals(prefix, ForwardedPrefix.of(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "jobs",
        "//evil.example",
        "/a/../b",
        "/..",
        "/a//b",
        "/a b",
        "/a?b",
        "/a#b",
        "https://evil.example",
        "/a\"b",
        "/<script>",
        "/a, evil",
        "/a\\b"
      })
  void of_anythingElse_isNone(String header) {
    assertEquals("", ForwardedPrefix.of(header));
  }

  @Test
  void of_noneOrTooLong_isNone() {
    assertEquals("", ForwardedPrefix.of(null));
    assertEquals("", ForwardedPrefix.of("/" + "a".repeat(500)));
  }
}
