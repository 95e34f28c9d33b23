package dev.taskwire;

/**
 * The side of a task's cancel flag that sets it: the engine holds one for each run, and a unit test
 * may hold one to see what its task does when it is cancelled.
 *
 * <p>Thread-safe. Neither transition is ever undone.
 */
public final class CancellationSource {
  private volatile boolean requested;
  private volatile boolean active = true;

  private CancellationSource() {}

  /**
   * Binds a new source to {@code task}, for one run.
   *
   * @throws IllegalStateException if the task is bound to a run that has not been released
   */
  public static CancellationSource bindTo(BaseTask<?, ?> task) {
    CancellationSource source = new CancellationSource();
    task.bind(source);
    return source;
  }

  /** Makes {@link BaseTask#isCancelled} true, at once and for good. Idempotent. */
  public void request() {
    requested = true;
  }

  /** Whether {@link #request} was called. */
  public boolean isRequested() {
    return requested;
  }

  /** Ends the run: the task may be bound to another one. Idempotent. */
  public void release() {
    active = false;
  }

  boolean isActive() {
    return active;
  }
}
