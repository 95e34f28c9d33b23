package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an execution has to execute: the author's task, its parameters, and the flag that asks it to
 * stop.
 */
final class Work {
  private static final ClassLoader APPLICATION = Work.class.getClassLoader();
  private static final LogContext LOG_CONTEXT = new LogContext(APPLICATION);
  private static final Supplier<TraceContext> TRACES = TraceContext.source(APPLICATION);

  private final BaseTask<@Nullable Object, ?> task;
  private final @Nullable Object params;
  private final CancellationSource cancellation;
  private final Runnable disposal;
  private final TraceContext trace = TRACES.get();
  private boolean marked;

  /**
   * Binds the task to this run. To be made on the thread of whoever starts it, whose trace goes on
   * in the task.
   *
   * @param disposal destroys the instance if it is ours
   * @throws IllegalStateException if the task is in use by another run
   */
  @SuppressWarnings("unchecked")
  Work(BaseTask<?, ?> task, @Nullable Object params, Runnable disposal) {
    this.task = (BaseTask<@Nullable Object, ?>) task;
    this.params = params;
    this.cancellation = CancellationSource.bindTo(task);
    this.disposal = disposal;
  }

  @Nullable Object execute(String taskId, ProgressHandle progress) throws Exception {
    marked = true;
    LOG_CONTEXT.put(taskId);
    return trace.call(() -> task.execute(progress, params));
  }

  CancellationSource cancellation() {
    return cancellation;
  }

  /**
   * The run is over: frees the instance. Never called while the task executes; after it, by the
   * same thread, which does not log for this task any more.
   */
  void dispose() {
    try {
      cancellation.release();
      disposal.run();
    } finally {
      if (marked) {
        LOG_CONTEXT.remove();
      }
    }
  }
}
