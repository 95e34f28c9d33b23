package dev.taskwire.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.json.FieldError;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
  @Test
  void toJson_withoutErrors_hasTheMembersOfRfc9457AndTheError() {
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
            + "\"detail\":\"No such task.\",\"error\":\"No such task.\"}",
        new Problem(404, "No such task.").toJson());
  }

  @ParameterizedTest
  @CsvSource({
    "408, Request Timeout",
    "413, Content Too Large",
    "414, URI Too Long",
    "416, Range Not Satisfiable",
    "422, Unprocessable Content",
    "431, Request Header Fields Too Large",
    "505, HTTP Version Not Supported",
    "499, Client Error",
    "599, Server Error"
  })
  void title_isThePhraseOfRfc9110(int status, String title) {
    assertEquals(title, Problem.of(status).title());
  }

  @Test
  void toJson_withErrors_namesEachField() {
    Problem problem =
        new Problem(
            400, "Wrong.", List.of(new FieldError("params.batch_size", "must be positive")));

    assertEquals(
        "[{\"field\":\"params.batch_size\",\"message\":\"must be positive\"}]",
        parse(problem).getJsonArray("errors").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script>",
        "a & b > c",
        "line\nbreak\r\t\u0000",
        "\u007f\u0085\u2028\u2029",
        "\"\\",
        "é😀"
      })
  void toJson_anyText_isReadBackUnchangedAndHarmless(String text) {
    Problem problem = new Problem(400, text);

    assertEquals(text, parse(problem).getString("detail"));
    assertFalse(problem.toJson().chars().anyMatch(c -> c < 0x20 || c == '<' || c == '>'));
    assertFalse(problem.toJson().chars().anyMatch(c -> c >= 0x7f && c < 0xa0));
    assertFalse(problem.toJson().chars().anyMatch(c -> c == 0x2028 || c == 0x2029));
  }

  @Test
  void toJson_loneSurrogates_areEscaped() {
    String json = new Problem(400, "a\ud800b\udc00").toJson();

    assertFalse(json.chars().anyMatch(c -> Character.isSurrogate((char) c)));
    assertEquals(true, json.contains("a\\ud800b\\udc00"));
  }

  @Test
  void constructor_noErrorStatus_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Problem(204, "x"));
  }

  @Test
  void of_anyErrorStatus_hasTitleAndSentence() {
    for (int status = 400; status < 600; status++) {
      Problem problem = Problem.of(status);
      assertFalse(problem.title().isBlank());
      assertEquals('.', problem.detail().charAt(problem.detail().length() - 1));
    }
  }

  private static JsonObject parse(Problem problem) {
    try (JsonReader reader = Json.createReader(new StringReader(problem.toJson()))) {
      return reader.readObject();
    }
  }
}
