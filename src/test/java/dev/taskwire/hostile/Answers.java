package dev.taskwire.hostile;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/** Reads what a server answered. */
final class Answers {
  private Answers() {}

  static JsonObject object(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  static String member(String json, String name) {
    return object(json).getString(name);
  }
}
