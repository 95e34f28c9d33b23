package dev.taskwire.engine;

import dev.taskwire.lifecycle.Texts;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells operators of tasks that did not stop when they were to, and where they hang. */
final class AbandonedTasks {
  private static final Logger LOG = Logger.getLogger(AbandonedTasks.class.getName());
  private static final int MAX_FRAMES = 100;

  private AbandonedTasks() {}

  /** Writes one record, with the stack of the thread that the task still holds. */
  static void warnOf(TaskExecution execution) {
    Thread thread = execution.thread();
    String stack =
        Stream.of(thread == null ? new StackTraceElement[0] : thread.getStackTrace())
            .limit(MAX_FRAMES)
            .map(frame -> "\n at " + frame)
            .collect(Collectors.joining());
    LOG.warning(
        () ->
            Texts.oneLine(
                "Task "
                    + execution.identity().inLog()
                    + " did not stop and was abandoned; its thread is at"
                    + stack));
  }
}
