package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Compares what the server sent with a recorded transcript, ids and instants masked. */
final class Golden {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String INSTANT =
      "\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z\"";

  private Golden() {}

  /** Asserts that {@code actual} is what the file {@code name} of the folder golden holds. */
  static void assertMatches(String name, String actual) {
    String recorded = recorded(name);
    assertEquals(name.endsWith(".json") ? recorded.strip() : recorded, masked(actual));
  }

  private static String masked(String actual) {
    return actual.replaceAll(UUID, "{id}").replaceAll(INSTANT, "\"{instant}\"");
  }

  private static String recorded(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name)) {
      if (file == null) {
        throw new IllegalArgumentException("There is no transcript " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
