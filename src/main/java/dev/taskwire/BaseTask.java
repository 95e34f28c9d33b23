package dev.taskwire;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that runs in the background and reports its progress.
 *
 * <p>Extend it, give {@link #execute} a body, and start it through {@link TaskService}. An instance
 * serves one run at a time; it is created, injected and unit-tested like any other class, without a
 * server.
 *
 * <p>Thread-safety: {@link #isCancelled} and {@link #throwIfCancelled} may be called from any
 * thread.
 *
 * @param <P> the parameters, usually a record that JSON-B can map and Jakarta Validation can check;
 *     {@link Void} for none
 * @param <R> the result, usually a record that JSON-B can map; {@link Void} for none
 */
public abstract class BaseTask<P extends @Nullable Object, R extends @Nullable Object> {
  /** Changed by compare-and-set: the lock of the object is its author's. */
  private static final AtomicReferenceFieldUpdater<BaseTask<?, ?>, CancellationSource>
      CANCELLATION = updater();

  private volatile @Nullable CancellationSource cancellation;

  /** Creates a task that is not bound to a run. */
  protected BaseTask() {}

  /**
   * Does the work, in a worker thread of the server. No transaction is open; injection, JNDI and
   * JTA work.
   *
   * <p>A cancel or a timeout first makes {@link #isCancelled} true and later interrupts the thread;
   * a task that goes on regardless is abandoned in the end.
   *
   * @param progress takes reports of progress; may be used from any thread until this method
   *     returns
   * @param params what the caller asked for, already validated
   * @return the result, serialised to JSON when this method returns; {@code null} becomes JSON
   *     {@code null}. After a cancel, what is returned becomes the data of the {@code
   *     task_cancelled} event
   * @throws Exception to fail the task; the message is shown to clients, the stack trace goes to
   *     the log
   */
  public abstract R execute(ProgressHandle progress, P params) throws Exception;

  /**
   * What a person would call this run, for example "Import people.csv". Called once, when the task
   * is accepted, on the thread of whoever starts it; only its first 200 characters are shown. What
   * it throws is logged and counts as no title.
   *
   * @param params what the caller asked for, already validated
   * @return the title; {@code null} for none
   */
  protected @Nullable String title(P params) {
    return null;
  }

  /**
   * Whether the run should stop: a cancel was requested or the time limit has passed. Costs two
   * volatile reads, so it may be called in a tight loop; {@code false} when the task is not running
   * under a {@link TaskService}.
   */
  public final boolean isCancelled() {
    CancellationSource source = cancellation;
    return source != null && source.isRequested();
  }

  /**
   * Ends the work if {@link #isCancelled}.
   *
   * @throws CancellationException if the run should stop
   */
  public final void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("Task was cancelled");
    }
  }

  /**
   * Attaches the flag of a new run. One run at a time: a shared flag would cancel the wrong one.
   */
  final void bind(CancellationSource source) {
    CancellationSource current = cancellation;
    if (current != null && current.isActive()
        || !CANCELLATION.compareAndSet(this, current, source)) {
      throw new IllegalStateException(
          "This "
              + getClass().getSimpleName()
              + " is already running; create a new instance for each run");
    }
  }

  @SuppressWarnings("unchecked") // BaseTask.class is that of all BaseTask<?, ?>
  private static AtomicReferenceFieldUpdater<BaseTask<?, ?>, CancellationSource> updater() {
    return (AtomicReferenceFieldUpdater<BaseTask<?, ?>, CancellationSource>)
        (AtomicReferenceFieldUpdater<?, ?>)
            AtomicReferenceFieldUpdater.newUpdater(
                BaseTask.class, CancellationSource.class, "cancellation");
  }
}
