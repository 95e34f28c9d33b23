package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskTitle;
import dev.taskwire.lifecycle.Texts;
import dev.taskwire.thread.TraceContext;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What an execution has to execute: the author's task, its parameters, and the flag that asks it to
 * stop.
 */
final class Work {
  private static final Logger LOG = Logger.getLogger(Work.class.getName());
  private static final int LONGEST_TITLE = 200;
  private static final ClassLoader APPLICATION = Work.class.getClassLoader();
  private static final TraceContext.Source TRACES = TraceContext.source(APPLICATION);

  private final BaseTask<@Nullable Object, ?> task;
  private final @Nullable Object params;
  private final CancellationSource cancellation;
  private final Runnable disposal;
  private final TraceContext trace;

  /**
   * Binds the task to this run. To be made on the thread of whoever starts it, whose trace goes on
   * in the task.
   *
   * @param disposal destroys the instance if it is ours
   * @throws IllegalStateException if the task is in use by another run
   */
  Work(BaseTask<?, ?> task, @Nullable Object params, Runnable disposal) {
    this(task, params, disposal, TRACES.current());
  }

  /** The same for one that was started on another server, with these headers of its trace. */
  Work(
      BaseTask<?, ?> task,
      @Nullable Object params,
      Runnable disposal,
      Map<String, String> traceHeaders) {
    this(task, params, disposal, TRACES.of(traceHeaders));
  }

  @SuppressWarnings("unchecked")
  private Work(
      BaseTask<?, ?> task, @Nullable Object params, Runnable disposal, TraceContext trace) {
    this.trace = trace;
    this.task = (BaseTask<@Nullable Object, ?>) task;
    this.params = params;
    this.cancellation = CancellationSource.bindTo(task);
    this.disposal = disposal;
  }

  @Nullable Object execute(ProgressHandle progress) throws Exception {
    return trace.call(() -> task.execute(progress, params));
  }

  /** What the author calls this run; {@code null} for nothing. Author's code: to be asked once. */
  @Nullable String title() {
    try {
      String title = TaskTitle.of(task, params);
      return title == null || title.isBlank() ? null : Texts.cut(title, LONGEST_TITLE);
    } catch (RuntimeException | Error failure) {
      // the run is what was asked for; what it is called is not worth refusing it
      LOG.log(
          Level.WARNING,
          () ->
              Texts.oneLine(
                  "The title of a "
                      + task.getClass().getName()
                      + " cannot be told: "
                      + Texts.stackTrace(failure)));
      return null;
    }
  }

  /** The headers in which the trace of its start travels to another server. */
  static Map<String, String> traceHeaders() {
    return TRACES.current().headers();
  }

  CancellationSource cancellation() {
    return cancellation;
  }

  /**
   * The run is over: frees the instance. Never called while the task executes; after it, by the
   * same thread.
   */
  void dispose() {
    cancellation.release();
    disposal.run();
  }
}
