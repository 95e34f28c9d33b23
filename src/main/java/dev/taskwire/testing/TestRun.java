package dev.taskwire.testing;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task without a server: on the calling thread, with every event that a server would
 * send, and stopped where the test says.
 *
 * <pre>{@code
 * TestOutcome<Result> outcome =
 *     TestRun.of(new ImportTask()).cancelWhen(at -> at.value() >= 0.5).run(params);
 * }</pre>
 *
 * <p>No time passes and none is needed: {@link #timeOut} says that it has. Injected fields are the
 * test's to set; parameters are taken as they are, not validated, and the result is not serialised.
 *
 * <p>Thread-safety: made and run by one thread; {@link #cancel}, {@link #interrupt} and {@link
 * #timeOut} may be called by any, also while the task runs.
 *
 * @param <P> the task's parameters
 * @param <R> the task's result
 */
public final class TestRun<P extends @Nullable Object, R extends @Nullable Object> {
  private final BaseTask<P, R> task;
  private final RunState state;
  private final List<Point> points = new ArrayList<>();
  private Duration limit;
  private boolean used;

  private record Point(Predicate<? super TaskProgress> reached, Runnable then) {}

  private TestRun(BaseTask<P, R> task, String taskId) {
    this.task = task;
    this.limit = TimeLimit.of(task.getClass());
    this.state = new RunState(taskId, this::reported);
  }

  /** A run of this instance; its task has the id {@code test-task}. */
  public static <P extends @Nullable Object, R extends @Nullable Object> TestRun<P, R> of(
      BaseTask<P, R> task) {
    return of(task, "test-task");
  }

  static <P extends @Nullable Object, R extends @Nullable Object> TestRun<P, R> of(
      BaseTask<P, R> task, String taskId) {
    return new TestRun<>(task, taskId);
  }

  /** The limit of running time, instead of the one of the task's type or of 300 s. */
  public TestRun<P, R> limit(Duration limit) {
    this.limit = limit;
    return this;
  }

  /** Calls {@link #cancel} at the first report of progress that is this. */
  public TestRun<P, R> cancelWhen(Predicate<? super TaskProgress> reached) {
    points.add(new Point(reached, this::cancel));
    return this;
  }

  /** Calls {@link #interrupt} at the first report of progress that is this. */
  public TestRun<P, R> interruptWhen(Predicate<? super TaskProgress> reached) {
    points.add(new Point(reached, this::interrupt));
    return this;
  }

  /** Calls {@link #timeOut} at the first report of progress that is this. */
  public TestRun<P, R> timeOutWhen(Predicate<? super TaskProgress> reached) {
    points.add(new Point(reached, this::timeOut));
    return this;
  }

  /**
   * Asks the task to stop: {@code isCancelled} turns true. Before the run it means that the task is
   * cancelled while it waits, and so never runs.
   */
  public TestRun<P, R> cancel() {
    state.stop(RunState.Stop.CANCEL);
    return this;
  }

  /**
   * Insists, as a server does when {@code tasks.interrupt-after} has passed since the cancel: asks
   * the task to stop, if nothing has, and interrupts its thread.
   */
  public TestRun<P, R> interrupt() {
    state.stop(RunState.Stop.CANCEL);
    state.interrupt();
    return this;
  }

  /**
   * Lets the time limit pass: {@code isCancelled} turns true, and the task fails whatever it does.
   *
   * @throws IllegalStateException if the task has no limit
   */
  public TestRun<P, R> timeOut() {
    if (limit.isZero()) {
      throw new IllegalStateException("This task has no time limit that could pass.");
    }
    state.stop(RunState.Stop.TIMEOUT);
    return this;
  }

  /**
   * Runs the task to its end, on this thread.
   *
   * @return what became of it; whatever it threw is in there
   * @throws IllegalStateException if this has run, or the instance is running elsewhere
   */
  public TestOutcome<R> run(P params) {
    if (used) {
      throw new IllegalStateException("This has run; make a new one for each run.");
    }
    used = true;
    return state.run(task, params, limit);
  }

  private void reported(TaskProgress progress) {
    for (Point point : points) {
      if (point.reached().test(progress)) {
        point.then().run();
      }
    }
  }
}
