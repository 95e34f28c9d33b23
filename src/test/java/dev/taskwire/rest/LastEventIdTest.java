package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LastEventIdTest {
  @Test
  void of_severalCandidates_isTheFirstThatSaysSomething() {
    assertEquals(7, LastEventId.of("7", "8", null));
    assertEquals(8, LastEventId.of(null, "8", "9"));
    assertEquals(8, LastEventId.of("", "8", "9"));
    assertEquals(9, LastEventId.of(" ", "", "9"));
    assertEquals(0, LastEventId.of("", null, null));
  }

  /** A header that is there but no number is what the client means: from the start. */
  @Test
  void of_noNumber_isTheStart() {
    assertEquals(0, LastEventId.of("x", "8", null));
    assertEquals(0, LastEventId.of("-1", "8", null));
    assertEquals(0, LastEventId.of("1234567890123456789", null, null));
  }
}
