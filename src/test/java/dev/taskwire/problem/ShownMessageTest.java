package dev.taskwire.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownMessageTest {
  @ParameterizedTest
  @ValueSource(strings = {"No order 7.", "The file a.b.csv is missing.", "Use tasks.data-dir."})
  void of_sentenceOfAnAuthor_isShown(String message) {
    assertEquals(message, ShownMessage.of(message, 404));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP 404 Not Found",
        "RESTEASY003210: Could not find resource for full path: http://localhost/x",
        "java.lang.IllegalStateException: secret",
        "Cannot cast com.acme.Order to com.acme.Item",
        "two\nlines",
        " "
      })
  void of_messageOfAServer_isReplaced(String message) {
    assertEquals("There is nothing under this address.", ShownMessage.of(message, 404));
  }

  @Test
  void of_noMessageOrAHugeOne_isReplaced() {
    assertEquals(StatusText.detail(404), ShownMessage.of(null, 404));
    assertEquals(StatusText.detail(404), ShownMessage.of("x".repeat(1001), 404));
  }
}
