package dev.taskwire.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §6. */
class TaskSettingsTest {
  private static TaskSettings read(Map<String, String> config) {
    return TaskSettings.from(new SettingsReader(key -> Optional.ofNullable(config.get(key))));
  }

  @Test
  void from_nothing_isTheDefaults() {
    assertEquals(
        new TaskSettings(
            4,
            1000,
            Duration.ofSeconds(300),
            Duration.ofSeconds(600),
            10_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            256,
            4096,
            1_048_576,
            false,
            Access.OPEN,
            new StreamSettings(10_000, Duration.ofSeconds(15), Duration.ofSeconds(10))),
        read(Map.of()));
  }

  @Test
  void from_everyKey_isRead() {
    assertEquals(
        new TaskSettings(
            1,
            2,
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            5,
            Duration.ofSeconds(6),
            Duration.ofSeconds(7),
            8,
            9,
            10,
            true,
            Access.OWNER,
            new StreamSettings(11, Duration.ofSeconds(12), Duration.ofSeconds(13))),
        read(
            Map.ofEntries(
                Map.entry("tasks.max-workers", "1"),
                Map.entry("tasks.max-pending", " 2 "),
                Map.entry("tasks.task-timeout", "3"),
                Map.entry("tasks.cleanup-interval", "4"),
                Map.entry("tasks.max-retained", "5"),
                Map.entry("tasks.interrupt-after", "6"),
                Map.entry("tasks.cancel-grace", "7"),
                Map.entry("tasks.event-log-capacity", "8"),
                Map.entry("tasks.max-text-length", "9"),
                Map.entry("tasks.max-result-bytes", "10"),
                Map.entry("tasks.expose-stack-traces", "true"),
                Map.entry("tasks.access", "owner"),
                Map.entry("tasks.max-streams", "11"),
                Map.entry("tasks.heartbeat-interval", "12"),
                Map.entry("tasks.slow-subscriber-timeout", "13"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          max-workers             | 0                    | a whole number from 1 to 10000
          max-workers             | 10001                 | a whole number from 1 to 10000
          max-workers             | four                 | a whole number from 1 to 10000
          max-workers             | 4.0                  | a whole number from 1 to 10000
          max-workers             | 99999999999999999999 | a whole number from 1 to 10000
          max-pending             | -1                   | a whole number from 0 to 1000000
          task-timeout            | -1                   | a whole number from 0 to 31536000
          cleanup-interval        | 0                    | a whole number from 1 to 31536000
          max-retained            | 0                    | a whole number from 1 to 10000000
          interrupt-after         | 5s                   | a whole number from 0 to 86400
          cancel-grace            | -30                  | a whole number from 0 to 86400
          event-log-capacity      | 1                    | a whole number from 2 to 10000000
          max-text-length         | 0                    | a whole number from 1 to 1000000
          max-result-bytes        | 3                    | a whole number from 4 to 1000000000
          max-streams             | 0                    | a whole number from 1 to 1000000
          heartbeat-interval      | 0                    | a whole number from 1 to 3600
          slow-subscriber-timeout | 3601                 | a whole number from 1 to 3600
          expose-stack-traces     | yes                  | true or false
          access                  | OWNER                | open or owner
          """)
  void from_badValue_isRefusedWithOneSentence(String key, String value, String allowed) {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> read(Map.of("tasks." + key, value)));
    assertEquals(
        "Configuration tasks." + key + " must be " + allowed + ", but is \"" + value + "\".",
        refused.getMessage());
  }
}
