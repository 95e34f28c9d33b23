package dev.taskwire.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps a JSON tree to a Java type by JSON-B, after checking that nothing would be coerced, cut or
 * wrapped around.
 *
 * <p>Names are snake_case unless {@code @JsonbProperty} says otherwise; members that the type does
 * not know are ignored. What has a JSON-B adapter or deserializer of its own is left to that.
 * Thread-safe.
 */
public final class JsonBinding {
  private static final Set<Class<?>> EMPTY_IF_NULL =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  private JsonBinding() {}

  /**
   * Maps a value.
   *
   * @param value what was read
   * @param type what it is to become: a class that JSON-B can reach (public), or a generic type
   * @param path where it stands in its document, for example {@code params}; {@code ""} for the
   *     whole document
   * @return the object; {@code null} only for a JSON null and a type of {@code Object}
   * @throws InvalidJsonException with all members that do not fit (the first 20), or with the
   *     sentence of the author's constructor that refused them
   */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T read(JsonValue value, Type type, String path) {
    JsonPath root = JsonPath.root(path);
    Faults faults = new Faults();
    if (value == JsonValue.NULL && !takesNull(GenericTypes.rawClass(type))) {
      faults.add(root, "must not be null");
    } else {
      new TypeCheck(faults).check(value, type, root);
    }
    if (!faults.isEmpty()) {
      throw faults.toException();
    }
    try {
      return (T) map(value, type);
    } catch (RuntimeException e) {
      throw refusal(value, type, root, e);
    }
  }

  private static boolean takesNull(Class<?> raw) {
    return EMPTY_IF_NULL.contains(raw) || raw == Object.class || raw == JsonValue.class;
  }

  private static @Nullable Object map(JsonValue value, Type type) {
    Class<?> raw = GenericTypes.rawClass(type);
    if (JsonValue.class.isAssignableFrom(raw)) {
      return value;
    }
    return SharedJsonb.JSONB.<@Nullable Object>fromJson(value.toString(), type);
  }

  /**
   * Says which part of a value was refused: the innermost one that cannot be mapped by itself
   * either.
   */
  private static InvalidJsonException refusal(
      JsonValue value, Type type, JsonPath path, RuntimeException thrown) {
    InvalidJsonException inner = null;
    Class<?> raw = GenericTypes.rawClass(type);
    if (value instanceof JsonArray && (raw.isArray() || Collection.class.isAssignableFrom(raw))) {
      Type item =
          raw.isArray()
              ? GenericTypes.component(type)
              : GenericTypes.argument(type, Collection.class, 0);
      JsonArray array = value.asJsonArray();
      for (int i = 0; i < array.size() && inner == null; i++) {
        inner = partRefusal(array.get(i), item, path.item(i));
      }
    } else if (value instanceof JsonObject && Map.class.isAssignableFrom(raw)) {
      Type item = GenericTypes.argument(type, Map.class, 1);
      for (Map.Entry<String, JsonValue> entry : value.asJsonObject().entrySet()) {
        inner =
            inner != null
                ? inner
                : partRefusal(entry.getValue(), item, path.member(entry.getKey()));
      }
    } else if (value instanceof JsonObject && Members.areKnown(raw)) {
      inner = memberRefusal(value.asJsonObject(), type, raw, path);
    }
    return inner != null ? inner : ownRefusal(path, thrown);
  }

  private static @Nullable InvalidJsonException memberRefusal(
      JsonObject object, Type type, Class<?> raw, JsonPath path) {
    for (Member member : Members.of(raw)) {
      JsonValue part = object.get(member.name());
      if (part != null && !member.isCustom()) {
        Type partType = GenericTypes.member(member.type(), type);
        InvalidJsonException inner = partRefusal(part, partType, path.member(member.name()));
        if (inner != null) {
          return inner;
        }
      }
    }
    return null;
  }

  private static @Nullable InvalidJsonException partRefusal(
      JsonValue part, Type type, JsonPath path) {
    if (part == JsonValue.NULL) {
      return null;
    }
    try {
      map(part, type);
      return null;
    } catch (RuntimeException e) {
      return refusal(part, type, path, e);
    }
  }

  private static InvalidJsonException ownRefusal(JsonPath path, RuntimeException thrown) {
    String field = path.toString();
    String sentence =
        AuthorMessage.ofRefusal(thrown)
            .orElse((field.isEmpty() ? "The JSON" : field) + " has a value that is not accepted.");
    InvalidJsonException refusal =
        new InvalidJsonException(sentence, List.of(new FieldError(field, sentence)));
    refusal.initCause(thrown);
    return refusal;
  }
}
