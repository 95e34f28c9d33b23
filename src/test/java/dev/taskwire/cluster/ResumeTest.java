package dev.taskwire.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ResumeTest {
  @Test
  void of_nothingSeen_isFromTheStart() {
    assertEquals(Resume.FROM_THE_START, Resume.of(0, 5, false));
    assertEquals(Resume.FROM_THE_START, Resume.of(0, 5, true));
  }

  @Test
  void of_livingTask_waitsForWhatIsHigher_neverFromTheStart() {
    assertEquals(Resume.AFTER, Resume.of(3, 5, false));
    assertEquals(Resume.AFTER, Resume.of(5, 5, false));
    assertEquals(Resume.AFTER, Resume.of(900, 5, false));
  }

  @Test
  void of_endedTask_isCompleteOnlyAtItsEnd() {
    assertEquals(Resume.AFTER, Resume.of(4, 5, true));
    assertEquals(Resume.COMPLETE, Resume.of(5, 5, true));
    assertEquals(Resume.FROM_THE_START, Resume.of(6, 5, true));
  }
}
