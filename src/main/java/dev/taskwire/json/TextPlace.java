package dev.taskwire.json;

/** Says where in a text something is, as editors count: lines and columns from 1. */
final class TextPlace {
  private TextPlace() {}

  static String of(char[] text, int at) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at; i++) {
      if (text[i] == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(text[i])) {
        column++;
      }
    }
    return "line " + line + ", column " + column;
  }
}
