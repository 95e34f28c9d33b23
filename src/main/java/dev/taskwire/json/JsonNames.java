package dev.taskwire.json;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one translation of Java names to JSON names: what binding reads and a schema shows is what
 * whoever speaks of a member calls it. Thread-safe.
 */
public final class JsonNames {
  private JsonNames() {}

  /**
   * What JSON calls a property; empty if it is none that is read from JSON, such as a check that is
   * written as a getter.
   */
  public static Optional<String> of(Type owner, String javaName) {
    Class<?> raw = GenericTypes.rawClass(owner);
    if (raw == Object.class || !Members.areKnown(raw)) {
      return Optional.of(SnakeCase.NAMES.translateName(javaName));
    }
    return Optional.ofNullable(member(raw, javaName)).map(Member::name);
  }

  /** The type of a property; {@link Object} if it is not known. */
  public static Type typeOf(Type owner, String javaName) {
    Class<?> raw = GenericTypes.rawClass(owner);
    Member member = Members.areKnown(raw) ? member(raw, javaName) : null;
    return member == null ? Object.class : GenericTypes.member(member.type(), owner);
  }

  /**
   * The type of what a container holds: an array's, a collection's or an optional's items, or a
   * map's values.
   */
  public static Type itemOf(Type container) {
    Class<?> raw = GenericTypes.rawClass(container);
    if (raw.isArray()) {
      return GenericTypes.component(container);
    }
    if (Map.class.isAssignableFrom(raw)) {
      return GenericTypes.argument(container, Map.class, 1);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return GenericTypes.argument(container, Collection.class, 0);
    }
    return raw == Optional.class
        ? GenericTypes.argument(container, Optional.class, 0)
        : Object.class;
  }

  /** Validation and JSON-B disagree on the first letters of {@code getURL}. */
  private static @Nullable Member member(Class<?> owner, String javaName) {
    Member similar = null;
    for (Member member : Members.of(owner)) {
      if (member.javaName().equals(javaName)) {
        return member;
      }
      similar = member.javaName().equalsIgnoreCase(javaName) ? member : similar;
    }
    return similar;
  }
}
