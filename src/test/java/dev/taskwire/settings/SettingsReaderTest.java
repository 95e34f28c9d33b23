package dev.taskwire.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §6: a bad value is one sentence that names key, value and what is allowed. */
class SettingsReaderTest {
  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static SettingsReader of(String value) {
    return new SettingsReader(key -> Optional.of(value));
  }

  @Test
  void value_thatIsNotSet_isTheDefault() {
    SettingsReader nothing = new SettingsReader(key -> Optional.empty());

    assertEquals(7, nothing.number("k", 7, 1, 9));
    assertEquals(Duration.ofSeconds(7), nothing.seconds("k", 7, 1, 9));
    assertFalse(nothing.flag("k"));
    assertEquals(Colour.RED, nothing.choice("k", Colour.RED, Colour.class));
  }

  @Test
  void value_betweenBlanks_isRead() {
    assertEquals(9, of(" 9 ").number("k", 7, 1, 9));
    assertTrue(of(" true ").flag("k"));
    assertEquals(Colour.DARK_BLUE, of(" dark_blue ").choice("k", Colour.RED, Colour.class));
    assertEquals(
        TimeUnit.DAYS, of(" d ").value("k", TimeUnit.HOURS, SettingsReaderTest::unit, "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "10", "one", "1.0", "99999999999999999999"})
  void number_anyOther_isRefused(String value) {
    assertEquals(
        "Configuration k must be a whole number from 1 to 9, but is \"" + value + "\".",
        refusal(() -> of(value).number("k", 7, 1, 9)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TRUE", "yes", "1"})
  void flag_anyOther_isRefused(String value) {
    assertEquals(
        "Configuration k must be true or false, but is \"" + value + "\".",
        refusal(() -> of(value).flag("k")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RED", "blue"})
  void choice_anyOther_isRefused(String value) {
    assertEquals(
        "Configuration k must be red or dark_blue, but is \"" + value + "\".",
        refusal(() -> of(value).choice("k", Colour.RED, Colour.class)));
  }

  @Test
  void refusal_ofAHostileValue_isOneShortLine() {
    assertEquals(
        "Configuration k must be true or false, but is \"a?b?" + "x".repeat(196) + "…\".",
        refusal(() -> of("a\nb\u2028" + "x".repeat(5000)).flag("k")));
  }

  private static Optional<TimeUnit> unit(String text) {
    return text.equals("d") ? Optional.of(TimeUnit.DAYS) : Optional.empty();
  }

  private static String refusal(Runnable read) {
    return String.valueOf(assertThrows(IllegalStateException.class, read::run).getMessage());
  }
}
