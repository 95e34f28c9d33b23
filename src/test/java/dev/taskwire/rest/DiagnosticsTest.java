package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  @Test
  void parse_trueOrFalse_isTaken() {
    assertTrue(Diagnostics.parse("true"));
    assertFalse(Diagnostics.parse("False"));
  }

  @Test
  void parse_anythingElse_saysWhatIsAllowed() {
    var refused = assertThrows(IllegalArgumentException.class, () -> Diagnostics.parse("yes\n"));

    assertEquals(
        "tasks.diagnostics is \"yes?\", but allowed is true or false.", refused.getMessage());
  }
}
