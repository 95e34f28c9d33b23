package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import dev.taskwire.sharing.EngineLoad;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever has no memory in between: every place comes back, every task ends. */
class MemoryShortageTest {
  private static final EngineLoad IDLE = new EngineLoad(0, 0, 0, false);

  private final TestEngine test = new TestEngine("max-workers", "1", "max-pending", "5");
  private final Logger log = Logger.getLogger("dev.taskwire.engine.TaskLifecycle");
  private final Level level = log.getLevel();

  @BeforeEach
  void breakTheLog() {
    Filter noMemory =
        record -> {
          throw new OutOfMemoryError("made by the test");
        };
    log.setLevel(Level.ALL);
    log.setFilter(noMemory);
  }

  @AfterEach
  void mendTheLog() {
    log.setFilter(null);
    log.setLevel(level);
  }

  private void assertLost(String id) {
    assertEquals(TaskStatus.FAILED, test.info(id).status());
    assertEquals(List.of("task_failed"), test.eventNames(id));
    assertTrue(test.engine.removeCompletedTask(id), "it is listed among the finished");
    assertEquals(IDLE, test.engine.load());
    assertEquals("fine", test.info(test.run((task, progress) -> "fine")).result());
    assertEquals(IDLE, test.engine.load());
  }

  @Test
  void dispatch_refusedWhileItsHandlerHasNoMemoryEither_givesThePlaceBackAndEndsTheTask() {
    test.executor.refuse(1);
    test.clock.whenRead(this::noMemoryTwice);

    String id = test.start((task, progress) -> "never");

    assertEquals(TaskStatus.PENDING, test.info(id).status(), "there was no memory to end it");
    assertEquals(IDLE, test.engine.load(), "the place is back all the same");
    test.tickFor(1);
    assertLost(id);
  }

  /** The acceptance reads the clock, then the end, which fails. */
  private void noMemoryTwice() {
    test.clock.whenRead(MemoryShortageTest::noMemory);
  }

  private static void noMemory() {
    throw new OutOfMemoryError("made by the test");
  }

  @Test
  void release_refusedForTheNext_goesOnWithTheOneAfterIt() {
    String first = test.start((task, progress) -> "first");
    String second = test.start((task, progress) -> "second");
    String third = test.start((task, progress) -> "third");
    test.executor.refuse(1);

    test.executor.runNext();
    test.executor.runAll();

    assertEquals(TaskStatus.COMPLETED, test.info(first).status());
    assertEquals(TaskStatus.FAILED, test.info(second).status());
    assertEquals(TaskStatus.COMPLETED, test.info(third).status());
    assertEquals(IDLE, test.engine.load());
  }

  @Test
  void run_withoutMemoryToBeginOrToEndIt_endsWithALaterTick() {
    test.noMemoryForRuns = 1;
    String id = test.start((task, progress) -> "never");
    test.clock.whenRead(MemoryShortageTest::noMemory);

    test.executor.runAll();

    assertEquals(TaskStatus.PENDING, test.info(id).status());
    assertEquals(IDLE, test.engine.load());
    test.tickFor(1);
    assertLost(id);
  }

  @Test
  void threadIsClean_thatFails_countsAsNot() {
    test.start((task, progress) -> "first");
    String second = test.start((task, progress) -> "second");
    test.cleanlinessFails = true;

    test.executor.runNext();
    assertEquals(1, test.executor.waiting.size(), "the second on a thread of its own");
    test.executor.runAll();

    assertEquals("second", test.info(second).result());
    assertEquals(IDLE, test.engine.load());
  }

  @Test
  void submit_whileTheServerStopsAndMemoryIsShort_leavesThePlaceToTheWorkers() {
    test.clock.whenRead(
        () -> {
          test.engine.shutDown();
          test.clock.whenRead(MemoryShortageTest::noMemory);
        });

    String id = test.start((task, progress) -> "never");
    test.tickFor(1);
    test.executor.runAll();

    assertEquals(TaskStatus.FAILED, test.info(id).status());
    assertEquals(List.of("task_failed"), test.eventNames(id));
    assertEquals(new EngineLoad(0, 0, 0, true), test.engine.load());
  }
}
