package dev.taskwire.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait=10",
        "WAIT=10",
        "respond-async, wait=10",
        "wait=10, return=minimal",
        "wait=\"10\"; x=y"
      })
  void seconds_amongOtherPreferences_isFound(String value) {
    assertEquals(OptionalInt.of(10), WaitPreference.seconds(List.of(value)));
  }

  @Test
  void seconds_inASecondHeader_isFound() {
    assertEquals(OptionalInt.of(3), WaitPreference.seconds(List.of("respond-async", "wait=3")));
  }

  @Test
  void seconds_overAMinute_isAMinute() {
    assertEquals(OptionalInt.of(60), WaitPreference.seconds(List.of("wait=86400")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wait",
        "wait=",
        "wait=-1",
        "wait=x",
        "wait=1.5",
        "await=3",
        "wait=99999999999"
      })
  void seconds_notUnderstood_isIgnored(String value) {
    assertEquals(OptionalInt.empty(), WaitPreference.seconds(List.of(value)));
  }
}
