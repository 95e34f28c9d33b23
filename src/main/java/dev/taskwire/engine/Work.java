package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import org.jspecify.annotations.Nullable;

/**
 * What an execution has to execute: the author's task, its parameters, and the flag that asks it to
 * stop.
 */
final class Work {
  private final BaseTask<@Nullable Object, ?> task;
  private final @Nullable Object params;
  private final CancellationSource cancellation;
  private final Runnable disposal;

  /**
   * Binds the task to this run.
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

  @Nullable Object execute(ProgressHandle progress) throws Exception {
    return task.execute(progress, params);
  }

  CancellationSource cancellation() {
    return cancellation;
  }

  /** The run is over: frees the instance. Never called while the task executes. */
  void dispose() {
    cancellation.release();
    disposal.run();
  }
}
