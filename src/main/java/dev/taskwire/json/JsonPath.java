package dev.taskwire.json;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document, spelled like {@code params.items[3].name} once somebody asks.
 */
final class JsonPath {
  private static final int LONGEST_NAME = 64;

  private final @Nullable JsonPath parent;
  private final String name;
  private final int index;

  private JsonPath(@Nullable JsonPath parent, String name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** The path of a document that is known under a name, or of a whole document: {@code ""}. */
  static JsonPath root(String name) {
    return new JsonPath(null, name, -1);
  }

  JsonPath member(String memberName) {
    return new JsonPath(this, memberName, -1);
  }

  JsonPath item(int itemIndex) {
    return new JsonPath(this, "", itemIndex);
  }

  @Override
  public String toString() {
    return appendTo(new StringBuilder()).toString();
  }

  private StringBuilder appendTo(StringBuilder text) {
    if (parent != null) {
      parent.appendTo(text);
    }
    if (index >= 0) {
      return text.append('[').append(index).append(']');
    }
    if (parent != null && text.length() > 0) {
      text.append('.');
    }
    return text.append(printable(name));
  }

  /** A name from a document may hold anything: a path is one short line. */
  private static String printable(String name) {
    String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    StringBuilder text = new StringBuilder(shown.length());
    shown
        .codePoints()
        .map(
            c ->
                Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isSurrogate(c) ? '?' : c)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
