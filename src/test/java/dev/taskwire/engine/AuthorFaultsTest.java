package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskFailure;
import dev.taskwire.TaskStatus;
import dev.taskwire.engine.TestEngine.Body;
import dev.taskwire.sharing.EngineLoad;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever an author's code does: one truthful terminal event, one line in the log, and on. */
class AuthorFaultsTest {
  private final RecordedLog log = new RecordedLog();
  private final TestEngine test =
      new TestEngine("max-workers", "1", "max-text-length", "100", "max-result-bytes", "100");

  @AfterEach
  void forgetTheLog() {
    log.close();
  }

  /** Runs it, checks what is so of every failure, and returns the terminal event's data. */
  private TaskFailure failureOf(Body body) {
    String id = test.run(body);
    assertEquals(TaskStatus.FAILED, test.info(id).status());
    assertEquals(List.of("task_started", "task_failed"), test.eventNames(id));
    TaskFailure failure = (TaskFailure) test.lastEvent(id).data();
    assertEquals(failure.error(), test.info(id).error());
    assertEquals(failure.error(), test.json(id).getString("error"));
    assertNull(failure.traceback());
    assertEquals(new EngineLoad(0, 0, 0, false), test.engine.load());
    assertEquals("fine", test.info(test.run((t, p) -> "fine")).result());
    log.records.forEach(record -> assertTrue(record.contains(id), record));
    log.records.forEach(record -> assertFalse(record.contains("\n"), record));
    log.records.forEach(record -> assertTrue(record.length() < 50_000));
    return failure;
  }

  private TaskFailure failureOfThrown(Throwable thrown) {
    TaskFailure failure =
        failureOf(
            (task, progress) -> {
              throw AuthorFaultsTest.<RuntimeException>sneaky(thrown);
            });
    assertEquals("task_failed", failure.code());
    assertEquals(1, log.records.size());
    return failure;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void threw_exception_showsItsMessage() {
    assertEquals("No such file", failureOfThrown(new Exception("No such file")).error());
    assertTrue(log.records.get(0).contains("AuthorFaultsTest"), "the log has the trace");
  }

  @Test
  void threw_withoutMessage_hasASentence() {
    assertEquals("The task failed without a message.", failureOfThrown(new Exception(" ")).error());
  }

  @Test
  void threw_endlessRecursion_fails() {
    assertEquals(
        "The task failed without a message.", failureOf((task, progress) -> recursion(1)).error());
  }

  private static int recursion(int depth) {
    return recursion(depth + 1) + 1;
  }

  @Test
  void threw_linkageError_fails() {
    assertEquals("gone", failureOfThrown(new NoClassDefFoundError("gone")).error());
  }

  @Test
  void threw_outOfMemory_fails() {
    assertTrue(
        failureOf((task, progress) -> new long[Integer.MAX_VALUE].length).error().length() > 0);
  }

  @Test
  void threw_hugeMessage_isCutWithoutSplittingAPair() {
    String error = failureOfThrown(new Exception("😀".repeat(1_000_000))).error();
    assertEquals("😀".repeat(49) + "…", error);
  }

  @Test
  void threw_messageWithLineBreaks_isOneLineInTheLog() {
    assertEquals(
        "a\nb\r\u2028c\u0000", failureOfThrown(new Exception("a\nb\r\u2028c\u0000")).error());
  }

  @Test
  void threw_cyclicCauses_fails() {
    Exception outer = new Exception("outer");
    outer.initCause(new Exception("inner", outer));
    assertEquals("outer", failureOfThrown(outer).error());
  }

  @Test
  void threw_chainOfCausesWithoutEnd_fails() {
    Exception chain = new Exception("the last");
    for (int i = 0; i < 100_000; i++) {
      chain = new Exception("another", chain);
    }
    assertEquals("another", failureOfThrown(chain).error());
  }

  @Test
  void threw_exceptionThatFailsItself_fails() {
    assertEquals("The task failed without a message.", failureOfThrown(new Broken()).error());
  }

  @Test
  void threw_exceptionThatPrintsForEver_fails() {
    assertEquals("endless", failureOfThrown(new Endless()).error());
  }

  @Test
  void threw_withTracesExposed_carriesTheTrace() {
    TestEngine open = new TestEngine("expose-stack-traces", "true");
    String id =
        open.run(
            (task, progress) -> {
              throw new IllegalStateException("no");
            });
    String traceback = ((TaskFailure) open.lastEvent(id).data()).traceback();
    assertTrue(traceback.startsWith("java.lang.IllegalStateException: no"), traceback);
    assertTrue(traceback.length() <= 16_384);
  }

  @Test
  void threw_afterACancel_isCancelledAndNotAWarning() {
    String[] id = new String[1];
    id[0] =
        test.start(
            (task, progress) -> {
              test.engine.cancelTask(id[0]);
              throw new InterruptedException();
            });
    test.executor.runAll();
    assertEquals(TaskStatus.CANCELLED, test.info(id[0]).status());
    assertNull(test.lastEvent(id[0]).data());
    assertEquals(List.of(), log.records);
  }

  @Test
  void result_tooLarge_fails() {
    TaskFailure failure = failureOf((task, progress) -> "x".repeat(99));
    assertEquals(
        new TaskFailure("The result is larger than 100 bytes.", "result_too_large", null), failure);
    assertEquals(98, ((String) test.info(test.run((t, p) -> "x".repeat(98))).result()).length());
  }

  @Test
  void result_cyclic_fails() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    TestEngine roomy = new TestEngine();
    String id = roomy.run((task, progress) -> cycle);
    assertEquals(
        new TaskFailure(
            "The result cannot be written as JSON: it contains itself or is nested too deeply.",
            "result_unserializable",
            null),
        roomy.lastEvent(id).data());
  }

  @Test
  void result_notANumber_fails() {
    TaskFailure failure = failureOf((task, progress) -> Map.of("mean", Double.NaN));
    assertEquals("result_unserializable", failure.code());
  }

  @Test
  void result_getterThrows_fails() {
    TaskFailure failure = failureOf((task, progress) -> new ThrowingGetter());
    assertEquals("result_unserializable", failure.code());
    assertTrue(failure.error().contains("not today"), failure.error());
  }

  @Test
  void result_null_isCompleted() {
    String id = test.run((task, progress) -> null);
    assertEquals(TaskStatus.COMPLETED, test.info(id).status());
    assertTrue(test.json(id).isNull("result"));
  }

  @Test
  void result_changedAfterTheEnd_staysWhatItWas() {
    Map<String, Integer> result = new HashMap<>(Map.of("a", 1));
    String id = test.run((task, progress) -> result);
    result.put("b", 2);
    assertEquals("{\"a\":1}", test.json(id).getJsonObject("result").toString());
  }

  @Test
  void thread_changedByTheTask_isRestored() {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    int priority = thread.getPriority();
    ClassLoader loader = thread.getContextClassLoader();
    test.run(
        (task, progress) -> {
          thread.setName("mine");
          thread.setPriority(Thread.MIN_PRIORITY);
          thread.setContextClassLoader(null);
          thread.interrupt();
          return null;
        });
    assertEquals(name, thread.getName());
    assertEquals(priority, thread.getPriority());
    assertSame(loader, thread.getContextClassLoader());
    assertFalse(Thread.interrupted());
  }

  /** An exception none of whose methods works. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("broken");
    }

    @Override
    public void printStackTrace(PrintWriter out) {
      throw new StackOverflowError();
    }
  }

  /** An exception whose stack trace does not end. */
  private static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Endless() {
      super("endless");
    }

    @Override
    public void printStackTrace(PrintWriter out) {
      while (true) {
        out.println("and on");
      }
    }
  }

  /** A result that cannot be read. */
  public static final class ThrowingGetter {
    /** Fails. */
    public String getValue() {
      throw new IllegalStateException("not today");
    }
  }
}
