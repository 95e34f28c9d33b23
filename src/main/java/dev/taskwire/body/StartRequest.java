package dev.taskwire.body;

import dev.taskwire.json.JsonBinding;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/tasks}.
 *
 * @param type the name of a registered task type; {@code null} if it is missing
 * @param params what that type takes; {@code null} if they are missing
 */
public record StartRequest(@Nullable String type, @Nullable JsonValue params) {
  /**
   * Takes the members out of a document; params wait for their type, which the name tells.
   *
   * @throws dev.taskwire.json.InvalidJsonException if it is no object, or the name is no string
   */
  static StartRequest of(JsonValue document) {
    JsonObject body = JsonBinding.read(document, JsonObject.class, "");
    JsonValue type = body.getOrDefault("type", JsonValue.NULL);
    return new StartRequest(type == JsonValue.NULL ? null : name(type), body.get("params"));
  }

  private static String name(JsonValue type) {
    return type instanceof JsonString text
        ? text.getString()
        : JsonBinding.read(type, String.class, "type");
  }
}
