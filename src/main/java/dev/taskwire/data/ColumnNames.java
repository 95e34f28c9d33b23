package dev.taskwire.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives every column a name of its own. */
final class ColumnNames {
  private static final int MAX_LENGTH = 64;

  private ColumnNames() {}

  /**
   * The names in {@code header}, stripped and cut; an empty one becomes {@code column_3}, a
   * repeated one gets {@code _2}.
   */
  static List<String> of(List<String> header) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String text : header) {
      names.add(unique(cut(text.strip()), names.size() + 1, taken));
    }
    return names;
  }

  private static String unique(String text, int position, Set<String> taken) {
    String name = text.isEmpty() ? "column_" + position : text;
    String candidate = name;
    // the position of the column bounds the search: so many names are taken at most
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
