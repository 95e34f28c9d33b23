package dev.taskwire.json;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Learns what a record's constructor puts in the place of absent members, by giving it none. */
final class RecordDefaults {
  private static final String SAMPLE = "x";

  private final Constructor<?> constructor;
  private final RecordComponent[] components;

  private RecordDefaults(Class<?> type) {
    components = type.getRecordComponents();
    constructor =
        Members.canonicalConstructor(
            type, Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
  }

  /**
   * The defaults by Java name; none for a class that is not a record, has a creator of its own, or
   * does not let itself be made from almost nothing.
   */
  static Map<String, JsonValue> of(Class<?> type) {
    return type.isRecord() && !hasCreator(type) ? new RecordDefaults(type).find(type) : Map.of();
  }

  private static boolean hasCreator(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method -> method.isAnnotationPresent(JsonbCreator.class));
  }

  private Map<String, JsonValue> find(Class<?> type) {
    Set<String> required = new HashSet<>();
    Members.of(type).stream()
        .filter(Member::isRequired)
        .forEach(member -> required.add(member.javaName()));
    List<Predicate<RecordComponent>> attempts =
        List.of(
            component -> false,
            component -> required.contains(component.getName()),
            component -> true);
    for (Predicate<RecordComponent> filled : attempts) {
      Predicate<RecordComponent> given = c -> c.getType() == String.class && filled.test(c);
      Object instance = instantiate(given);
      if (instance != null) {
        return read(instance, given);
      }
    }
    return Map.of();
  }

  private @Nullable Object instantiate(Predicate<RecordComponent> given) {
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = given.test(components[i]) ? SAMPLE : nothing(components[i].getType());
    }
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // The constructor's refusal is its answer: with so little it has no defaults.
      return null;
    }
  }

  private Map<String, JsonValue> read(Object instance, Predicate<RecordComponent> given) {
    Map<String, JsonValue> defaults = new HashMap<>();
    for (RecordComponent component : components) {
      JsonValue value = given.test(component) ? null : value(instance, component);
      if (value != null && value != JsonValue.NULL) {
        defaults.put(component.getName(), value);
      }
    }
    return defaults;
  }

  private static @Nullable JsonValue value(Object instance, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(instance);
      boolean untouched = value != null && value.equals(nothing(component.getType()));
      return untouched && !(value instanceof Boolean)
          ? null
          : StrictJson.parse(JsonEncoder.encode(value));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A default that cannot be read or written is none that a form could show.
      return null;
    }
  }

  /** What an absent member is for JSON-B: zero, false or null. */
  private static @Nullable Object nothing(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
