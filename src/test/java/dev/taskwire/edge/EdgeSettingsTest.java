package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.settings.Access;
import dev.taskwire.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {
  @Test
  void from_nothing_hasTheDefaults() {
    assertEquals(
        new EdgeSettings(Set.of(), Access.OPEN, 65536, false, false, true), settings(Map.of()));
  }

  @Test
  void from_goodValues_areTaken() {
    EdgeSettings settings =
        settings(
            Map.of(
                "tasks.allowed-origins", "https://a.example , http://localhost:5173",
                "tasks.access", " owner ",
                "tasks.max-body-bytes", "1",
                "tasks.diagnostics", "true",
                "tasks.drain-enabled", "true",
                "tasks.page", "false"));

    assertEquals(
        new EdgeSettings(
            Set.of(new Origin("https", "a.example", 443), new Origin("http", "localhost", 5173)),
            Access.OWNER,
            1,
            true,
            true,
            false),
        settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "a.example", "https://a.example/", "https://a.example,", "null"})
  void from_badOrigin_saysWhatIsAllowed(String value) {
    assertEquals(
        "Configuration tasks.allowed-origins must be origins separated by commas, each a scheme, a"
            + " host and, unless it is the usual one, a port, such as https://app.example.org or"
            + " http://localhost:5173, with no path and no wildcard, but is \""
            + value
            + "\".",
        refusal("tasks.allowed-origins", value));
  }

  @ParameterizedTest
  @CsvSource({
    "tasks.access,         nobody,      open or owner",
    "tasks.access,         OWNER,       open or owner",
    "tasks.access,         '',          open or owner",
    "tasks.diagnostics,    TRUE,        true or false",
    "tasks.diagnostics,    yes,         true or false",
    "tasks.page,           off,         true or false",
    "tasks.max-body-bytes, 0,           a whole number from 1 to 2147483647",
    "tasks.max-body-bytes, 2147483648,  a whole number from 1 to 2147483647",
    "tasks.max-body-bytes, 64k,         a whole number from 1 to 2147483647"
  })
  void from_badValue_saysKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    assertEquals(
        "Configuration " + key + " must be " + allowed + ", but is \"" + value + "\".",
        refusal(key, value));
  }

  private static String refusal(String key, String value) {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> settings(Map.of(key, value))).getMessage());
  }

  private static EdgeSettings settings(Map<String, String> values) {
    return EdgeSettings.from(new SettingsReader(key -> Optional.ofNullable(values.get(key))));
  }
}
