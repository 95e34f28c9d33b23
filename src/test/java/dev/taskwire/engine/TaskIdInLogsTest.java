package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that a task's author logs can be found by the task's id. */
class TaskIdInLogsTest {
  private final Thread thread = Thread.currentThread();
  private final String name = thread.getName();

  @AfterEach
  void clean() {
    thread.setName(name);
    MDC.clear();
  }

  @Test
  void execute_whileItRuns_hasTheIdInTheThreadsNameAndInTheMdc() {
    TestEngine test = new TestEngine();
    List<Object> seen = new ArrayList<>();

    String id =
        test.run(
            (task, progress) -> {
              seen.add(Thread.currentThread().getName());
              return seen.add(MDC.get("task_id"));
            });

    assertEquals(List.of(name + " task " + id, id), seen);
  }

  @Test
  void execute_afterItsEnd_leavesNeitherNameNorMdc() {
    TestEngine test = new TestEngine();

    test.run(
        (task, progress) -> {
          throw new IllegalStateException("on purpose");
        });

    assertEquals(name, thread.getName());
    assertNull(MDC.get("task_id"));
  }

  @Test
  void execute_leavingEntriesInTheMdc_hasThemUndone() {
    TestEngine test = new TestEngine();
    MDC.put("request", "of the thread");
    MDC.put("kept", "as it was");

    test.run(
        (task, progress) -> {
          MDC.put("request", "of the task");
          MDC.put("customer", "Ada");
          MDC.remove("kept");
          return null;
        });

    assertEquals(Map.of("request", "of the thread", "kept", "as it was"), MDC.getMap());
  }

  @Test
  void execute_failing_isLoggedWithTheId() {
    TestEngine test = new TestEngine();
    List<Object> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord failure) {
            logged.add(MDC.get("task_id"));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(TaskRunner.class.getName());
    log.addHandler(handler);
    try {
      String id =
          test.run(
              (task, progress) -> {
                throw new IllegalStateException("on purpose");
              });

      assertEquals(List.of(id), logged);
    } finally {
      log.removeHandler(handler);
    }
  }

  @Test
  void cancel_ofAWaitingTask_leavesTheMdcOfWhoeverAsks() {
    TestEngine test = new TestEngine();
    MDC.put("task_id", "mine");

    test.engine.cancelTask(test.start((task, progress) -> "never"));

    assertEquals("mine", MDC.get("task_id"));
  }
}
