package dev.taskwire.json;

import java.util.List;

/** Strings made of any characters, half surrogate pairs included. */
final class HostileText {
  private HostileText() {}

  static String join(List<Character> characters) {
    StringBuilder text = new StringBuilder(characters.size());
    characters.forEach(text::append);
    return text.toString();
  }
}
