package dev.taskwire.json;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import java.util.Arrays;
import java.util.List;

/** How the constants of an enum are spelled in JSON: by their names, but ours in lower case. */
final class EnumNames {
  private EnumNames() {}

  /** The names of all constants, in their order. */
  static List<String> of(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumNames::name).toList();
  }

  private static String name(Object constant) {
    if (constant instanceof TaskStatus status) {
      return status.wireName();
    }
    if (constant instanceof TaskEventType type) {
      return type.wireName();
    }
    return ((Enum<?>) constant).name();
  }
}
