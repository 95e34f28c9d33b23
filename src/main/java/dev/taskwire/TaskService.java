package dev.taskwire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts tasks and knows about every task that is waiting, running, or finished and still retained.
 *
 * <p>Inject it anywhere: {@code @Inject TaskService tasks}. Thread-safe; it opens no transaction
 * and takes part in none.
 */
public interface TaskService {
  /**
   * Queues {@code task} for one run.
   *
   * @param task an instance that no unfinished run uses
   * @param params validated with Jakarta Validation before anything is queued; {@code null} only if
   *     the task takes none
   * @return the task's id and where to watch it
   * @throws jakarta.validation.ConstraintViolationException if {@code params} are invalid; a
   *     resource answers 400
   * @throws TaskRejectedException if the queue is full, memory is short or the server is stopping;
   *     a resource answers 503
   * @throws IllegalStateException if {@code task} is already used by an unfinished run
   */
  <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      BaseTask<P, R> task, P params);

  /**
   * Queues a run of a fresh instance of {@code taskClass}, made and injected by CDI, and destroyed
   * when the run is over.
   *
   * @param taskClass a concrete class
   * @param params validated with Jakarta Validation before anything is queued; {@code null} only if
   *     the task takes none
   * @return the task's id and where to watch it
   * @throws jakarta.validation.ConstraintViolationException if {@code params} are invalid; a
   *     resource answers 400
   * @throws TaskRejectedException if the queue is full, memory is short or the server is stopping;
   *     a resource answers 503
   * @throws IllegalArgumentException if CDI cannot make an instance of {@code taskClass}
   */
  <P extends @Nullable Object, R extends @Nullable Object> TaskStartResponse startTask(
      Class<? extends BaseTask<P, R>> taskClass, P params);

  /** The task as it is now; empty if it is unknown or was removed. */
  Optional<TaskInfo> getTaskStatus(String taskId);

  /**
   * Asks the task to stop. Returns at once; the terminal event tells how it ended.
   *
   * @return {@code false} if the task is unknown or already finished; {@code true} also if it was
   *     asked before
   */
  boolean cancelTask(String taskId);

  /**
   * Forgets a finished task before its retention is over.
   *
   * @return {@code false} if the task is unknown or not finished
   */
  boolean removeCompletedTask(String taskId);

  /**
   * Waits until the task has its terminal event, or for {@code timeout}, and returns all retained
   * events, oldest first.
   *
   * @param timeout how long to wait; zero or negative does not wait
   * @return the events so far; empty if the task is unknown. An interrupt ends the wait early and
   *     stays set
   */
  List<TaskEvent> getTaskEvents(String taskId, Duration timeout);
}
