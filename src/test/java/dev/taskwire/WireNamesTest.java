package dev.taskwire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which constants are ends, and what they are called on the wire. */
class WireNamesTest {
  @Test
  void isTerminal_ofEvents_isTrueOfTheThreeEnds() {
    Set<TaskEventType> ends =
        Stream.of(TaskEventType.values())
            .filter(TaskEventType::isTerminal)
            .collect(Collectors.toSet());
    assertEquals(
        EnumSet.of(
            TaskEventType.TASK_COMPLETED, TaskEventType.TASK_FAILED, TaskEventType.TASK_CANCELLED),
        ends);
  }

  @Test
  void isTerminal_ofStatuses_isTrueOfTheThreeEnds() {
    Set<TaskStatus> ends =
        Stream.of(TaskStatus.values()).filter(TaskStatus::isTerminal).collect(Collectors.toSet());
    assertEquals(EnumSet.of(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED), ends);
  }

  @Test
  void wireName_isTheContracts() {
    assertEquals(
        List.of(
            "task_started", "progress_update", "task_completed", "task_failed", "task_cancelled"),
        Stream.of(TaskEventType.values()).map(TaskEventType::wireName).toList());
    assertEquals(
        List.of("pending", "running", "completed", "failed", "cancelled"),
        Stream.of(TaskStatus.values()).map(TaskStatus::wireName).toList());
  }
}
