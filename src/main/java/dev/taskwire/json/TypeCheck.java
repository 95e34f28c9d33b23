package dev.taskwire.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a JSON tree with a Java type before JSON-B maps it, since JSON-B would coerce and wrap
 * around; and has integers written as JSON-B reads them. Not thread-safe.
 */
final class TypeCheck {
  private final Faults faults;

  TypeCheck(Faults faults) {
    this.faults = faults;
  }

  /**
   * Notes everything in a value that its type does not take. A null is only checked against a
   * primitive type.
   */
  void check(JsonValue value, Type type, JsonPath path) {
    Class<?> raw = GenericTypes.rawClass(type);
    if (faults.isFull()) {
      return;
    }
    if (value == JsonValue.NULL) {
      require(!raw.isPrimitive(), path, "must not be null");
    } else if (JsonValue.class.isAssignableFrom(raw)) {
      require(raw.isInstance(value), path, "must be " + kind(raw));
    } else if (ScalarTypes.of(raw) != null) {
      checkScalar(value, raw, path);
    } else if (raw.isEnum()) {
      checkEnum(value, raw, path);
    } else if (raw == Optional.class) {
      check(value, GenericTypes.argument(type, Optional.class, 0), path);
    } else if (raw.isArray()) {
      checkItems(value, GenericTypes.component(type), path);
    } else if (Collection.class.isAssignableFrom(raw)) {
      checkItems(value, GenericTypes.argument(type, Collection.class, 0), path);
    } else if (Map.class.isAssignableFrom(raw)) {
      checkValues(value, GenericTypes.argument(type, Map.class, 1), path);
    } else if (raw.isAnnotationPresent(JsonbTypeInfo.class)) {
      checkSubtype(value, raw, path);
    } else if (Members.areKnown(raw)) {
      checkMembers(value, type, raw, path);
    }
  }

  private void checkScalar(JsonValue value, Class<?> raw, JsonPath path) {
    ScalarType scalar = ScalarTypes.of(raw);
    if (scalar != null
        && require(scalar.accepts().test(value), path, scalar.rule())
        && scalar.isInteger()
        && value instanceof LexicalNumber number) {
      number.writeAsInteger();
    }
  }

  private void checkEnum(JsonValue value, Class<?> raw, JsonPath path) {
    List<String> names = EnumNames.of(raw);
    boolean known = value instanceof JsonString name && names.contains(name.getString());
    require(known, path, "must be one of " + String.join(", ", names));
  }

  private void checkItems(JsonValue value, Type itemType, JsonPath path) {
    if (require(value instanceof JsonArray, path, "must be an array")) {
      JsonArray array = value.asJsonArray();
      for (int i = 0; i < array.size() && !faults.isFull(); i++) {
        check(array.get(i), itemType, path.item(i));
      }
    }
  }

  private void checkValues(JsonValue value, Type valueType, JsonPath path) {
    if (require(value instanceof JsonObject, path, "must be an object")) {
      value.asJsonObject().forEach((name, member) -> check(member, valueType, path.member(name)));
    }
  }

  private void checkMembers(JsonValue value, Type type, Class<?> raw, JsonPath path) {
    if (!require(value instanceof JsonObject, path, "must be an object")) {
      return;
    }
    JsonObject object = value.asJsonObject();
    for (Member member : Members.of(raw)) {
      JsonValue present = object.get(member.name());
      JsonPath at = path.member(member.name());
      if (member.isRequired() && (present == null || present == JsonValue.NULL)) {
        faults.add(at, present == null ? "is missing" : "must not be null");
      } else if (present != null && !member.isCustom()) {
        check(present, GenericTypes.member(member.type(), type), at);
      }
    }
  }

  private void checkSubtype(JsonValue value, Class<?> raw, JsonPath path) {
    JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
    if (!require(value instanceof JsonObject, path, "must be an object")) {
      return;
    }
    JsonValue alias = value.asJsonObject().get(info.key());
    String name = alias instanceof JsonString text ? text.getString() : "";
    for (JsonbSubtype subtype : info.value()) {
      if (subtype.alias().equals(name)) {
        checkMembers(value, subtype.type(), subtype.type(), path);
        return;
      }
    }
    List<String> known = Arrays.stream(info.value()).map(JsonbSubtype::alias).toList();
    faults.add(path.member(info.key()), "must be one of " + String.join(", ", known));
  }

  private boolean require(boolean holds, JsonPath path, String rule) {
    if (!holds) {
      faults.add(path, rule);
    }
    return holds;
  }

  private static String kind(Class<?> jsonType) {
    if (jsonType == JsonObject.class) {
      return "an object";
    }
    if (jsonType == JsonArray.class) {
      return "an array";
    }
    if (jsonType == JsonString.class) {
      return "a string";
    }
    if (jsonType == JsonNumber.class) {
      return "a number";
    }
    return jsonType == JsonStructure.class ? "an object or an array" : "a value";
  }
}
