package dev.taskwire.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes what {@link JsonBinding} reads into a type, as JSON Schema 2020-12: members, formats,
 * validation constraints, and the defaults that a record's own constructor puts in the place of
 * absent members.
 */
public final class JsonSchema {
  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final int DEEPEST = 8;

  private final Deque<Class<?>> open = new ArrayDeque<>();

  private JsonSchema() {}

  /**
   * Describes a type. Recursive types and ones deeper than eight levels are described as any object
   * from there on; so is, as any value, what only a JSON-B adapter understands. Makes instances of
   * the records that it meets, to learn their defaults.
   */
  public static JsonObject of(Type type) {
    JsonObjectBuilder schema =
        PROVIDER
            .createObjectBuilder()
            .add("$schema", "https://json-schema.org/draft/2020-12/schema");
    new JsonSchema().describe(type).forEach(schema::add);
    return schema.build();
  }

  private Map<String, JsonValue> describe(Type type) {
    Class<?> raw = GenericTypes.rawClass(type);
    ScalarType scalar = ScalarTypes.of(raw);
    JsonObjectBuilder schema = PROVIDER.createObjectBuilder();
    if (scalar != null) {
      addScalar(schema, scalar);
    } else if (JsonValue.class.isAssignableFrom(raw)) {
      addTree(schema, raw);
    } else if (raw.isEnum()) {
      JsonArrayBuilder names = PROVIDER.createArrayBuilder();
      EnumNames.of(raw).forEach(names::add);
      schema.add("type", "string").add("enum", names);
    } else if (raw == Optional.class) {
      return describe(GenericTypes.argument(type, Optional.class, 0));
    } else if (raw.isArray()) {
      addArray(schema, GenericTypes.component(type));
    } else if (Collection.class.isAssignableFrom(raw)) {
      addArray(schema, GenericTypes.argument(type, Collection.class, 0));
      if (Set.class.isAssignableFrom(raw)) {
        schema.add("uniqueItems", true);
      }
    } else if (Map.class.isAssignableFrom(raw)) {
      schema.add("type", "object");
      add(schema, "additionalProperties", describe(GenericTypes.argument(type, Map.class, 1)));
    } else if (raw.isAnnotationPresent(JsonbTypeInfo.class)) {
      schema.add("type", "object");
    } else if (Members.areKnown(raw)) {
      addObject(schema, type, raw);
    }
    return schema.build();
  }

  private static void addScalar(JsonObjectBuilder schema, ScalarType scalar) {
    schema.add("type", scalar.schemaType());
    if (scalar.format() != null) {
      schema.add("format", scalar.format());
    }
    ScalarType.Range range = scalar.range();
    // A JavaScript reader could not hold the limits of a long.
    if (range != null && range.greatest() <= Integer.MAX_VALUE) {
      schema.add("minimum", range.least()).add("maximum", range.greatest());
    }
  }

  private static void addTree(JsonObjectBuilder schema, Class<?> raw) {
    String type = treeType(raw);
    if (type != null) {
      schema.add("type", type);
    }
  }

  private static @Nullable String treeType(Class<?> raw) {
    if (raw == JsonObject.class) {
      return "object";
    }
    if (raw == JsonArray.class) {
      return "array";
    }
    if (raw == JsonString.class) {
      return "string";
    }
    return raw == JsonNumber.class ? "number" : null;
  }

  private void addArray(JsonObjectBuilder schema, Type itemType) {
    schema.add("type", "array");
    add(schema, "items", describe(itemType));
  }

  private void addObject(JsonObjectBuilder schema, Type type, Class<?> raw) {
    schema.add("type", "object");
    if (open.contains(raw) || open.size() >= DEEPEST) {
      return;
    }
    open.push(raw);
    JsonObjectBuilder properties = PROVIDER.createObjectBuilder();
    JsonArrayBuilder required = PROVIDER.createArrayBuilder();
    Map<String, JsonValue> defaults = RecordDefaults.of(raw);
    for (Member member : Members.of(raw)) {
      add(properties, member.name(), describeMember(member, type, defaults));
      if (member.isRequired()) {
        required.add(member.name());
      }
    }
    open.pop();
    schema.add("properties", properties);
    JsonArray names = required.build();
    if (!names.isEmpty()) {
      schema.add("required", names);
    }
  }

  private Map<String, JsonValue> describeMember(
      Member member, Type owner, Map<String, JsonValue> defaults) {
    if (member.isCustom()) {
      return Map.of();
    }
    Map<String, JsonValue> schema =
        SchemaConstraints.apply(member, describe(GenericTypes.member(member.type(), owner)));
    JsonValue initial = defaults.get(member.javaName());
    if (initial != null) {
      schema.put("default", initial);
    }
    return schema;
  }

  private static void add(JsonObjectBuilder schema, String name, Map<String, JsonValue> part) {
    JsonObjectBuilder object = PROVIDER.createObjectBuilder();
    part.forEach(object::add);
    schema.add(name, object);
  }
}
