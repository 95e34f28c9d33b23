package dev.taskwire.rest;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Text as a terminal can show it: it moves no cursor, turns no direction, and is measured in cells,
 * of which a Chinese character or an emoji takes two (Unicode Standard Annex 11).
 */
final class TerminalText {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.TANGUT);

  private TerminalText() {}

  /** The text without what is not for terminals. */
  static String harmless(String text) {
    return text.codePoints()
        .filter(TerminalText::isHarmless)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The same, cut so that it takes no more than {@code most} cells. */
  static String fitting(String text, int most) {
    String whole = harmless(text);
    StringBuilder cut = new StringBuilder();
    int width = 0;
    for (int codePoint : whole.codePoints().toArray()) {
      width += cells(codePoint);
      if (width < most) {
        cut.appendCodePoint(codePoint);
      }
    }
    return width <= most ? whole : cut.append('…').toString();
  }

  /** How many cells a character takes, where terminals differ the larger number. */
  static int cells(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    if (codePoint < 0x1100) {
      return false;
    }
    return codePoint >= 0x1F000
        || (codePoint >= 0x2300 && codePoint <= 0x23FF)
        || (codePoint >= 0x25A0 && codePoint <= 0x27BF)
        || (codePoint >= 0x2B00 && codePoint <= 0x2BFF)
        || (codePoint >= 0x3000 && codePoint <= 0x303F)
        || (codePoint >= 0xFF00 && codePoint <= 0xFFE6)
        || WIDE.contains(UnicodeScript.of(codePoint));
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
