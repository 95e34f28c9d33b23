package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskEventType;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.TaskView;
import java.lang.reflect.Proxy;
import java.time.Instant;
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

  private final EventLog log = new EventLog("1", 100);

  /** A task; and what happens as soon as somebody asks whether it is another server's. */
  private static TaskView task(boolean isElsewhere, Runnable meanwhile) {
    return (TaskView)
        Proxy.newProxyInstance(
            TaskView.class.getClassLoader(),
            new Class<?>[] {TaskView.class},
            (proxy, method, arguments) -> {
              assertEquals("isElsewhere", method.getName());
              meanwhile.run();
              return isElsewhere;
            });
  }

  private void end() {
    LogSlice end = log.prepare(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null, 47);
    log.fill(end, true);
  }

  @Test
  void in_logThatHasIt_goesOn_alsoIfItComesJustThen() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    assertEquals(12, LastEventId.in(task(true, () -> {}), log, 12), "it is on its way");
    assertEquals(12, LastEventId.in(task(true, this::end), log, 12));
    assertEquals(48, LastEventId.in(task(false, () -> {}), log, 48));
  }

  @Test
  void in_logThatCannotHaveIt_isTheStart() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    assertEquals(0, LastEventId.in(task(false, () -> {}), log, 12));
    end();
    assertEquals(0, LastEventId.in(task(true, () -> {}), log, 49));
  }
}
