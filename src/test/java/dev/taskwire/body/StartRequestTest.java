package dev.taskwire.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.json.StrictJson;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRequestTest {
  private static StartRequest of(String json) {
    return StartRequest.of(StrictJson.parse(json.getBytes(UTF_8)));
  }

  @Test
  void of_document_hasItsMembers() {
    StartRequest request = of("{\"type\":\"demo\",\"params\":[1],\"other\":2}");
    assertEquals("demo", request.type());
    assertEquals("[1]", String.valueOf(request.params()));
  }

  @Test
  void of_emptyDocument_hasNone() {
    assertEquals(new StartRequest(null, null), of("{}"));
    assertNull(of("{\"type\":null}").type());
    assertEquals(JsonValue.NULL, of("{\"params\":null}").params());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null         | The JSON must not be null.",
        "[]           | The JSON must be an object.",
        "'\"demo\"'   | The JSON must be an object.",
        "{\"type\":1} | type must be a string.",
      })
  void of_otherDocument_isRefused(String json, String sentence) {
    assertEquals(sentence, assertThrows(InvalidJsonException.class, () -> of(json)).getMessage());
  }
}
