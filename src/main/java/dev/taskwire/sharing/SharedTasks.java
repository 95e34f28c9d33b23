package dev.taskwire.sharing;

import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.log.LogSlice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The servers that share their tasks with this one (contract §9), as the engine sees them: what has
 * to be recorded for them, and where their tasks are found. Thread-safe.
 *
 * <p>Methods that ask others throw {@link SharedTasksAwayException} when they cannot be reached,
 * unless they say that they do not block.
 */
public interface SharedTasks {
  /** For a server that is alone: nothing is recorded, and nobody is asked. */
  static SharedTasks none() {
    return new NoSharedTasks();
  }

  /** The name of this server; {@code null} if it is alone. */
  @Nullable String node();

  /** Whether others share tasks with this server. */
  default boolean isAlone() {
    return node() == null;
  }

  /** Begins. Called once, before any task is started. */
  void open(ServerTasks tasks, ThreadFactory threads);

  /**
   * Records a task that was accepted, before anybody is told.
   *
   * @param spec what another server needs to run it; {@code null} if only this one can
   * @throws dev.taskwire.TaskRejectedException if that is not possible; it is not started then
   */
  void accept(OwnTask task, @Nullable TaskSpec spec);

  /** Whether a task may wait for any server now. Does not block. */
  boolean distributes();

  /**
   * Has a task wait for any server. It is not this server's until it comes to it by {@link
   * ServerTasks#claimed}.
   *
   * @param mostWaiting how many may wait at all servers
   * @throws dev.taskwire.TaskRejectedException if that is not possible, or too many wait
   */
  void offer(OwnTask task, TaskSpec spec, int mostWaiting);

  /** A worker of this server has nothing to do. Does not block. */
  void workerFree();

  /**
   * Records that a worker takes a task on; waits for others as long as that takes.
   *
   * @param event the event that tells of it, not shown yet
   * @return whether it may; if not, it has ended, or is another server's
   */
  boolean begin(OwnTask task, LogSlice event);

  /** Whether a task that has not ended goes on elsewhere when this server stops. Does not block. */
  boolean goesOn(OwnTask task);

  /** Has the decided end of a task recorded, and then shown. Does not block. */
  void end(OwnTask task);

  /** A task of another server; {@code null} if there is none with this id. */
  @Nullable TaskView find(String taskId);

  /** How long ago a task of another server was accepted; {@code null} if there is none. */
  @Nullable Duration age(String taskId);

  /** Tasks of other servers, newest first, as many as are shown at once. */
  List<? extends TaskView> list();

  /** Knows of all tasks from now on: somebody is going to watch them all. */
  void catchUp();

  /** Those of other servers that are known here, newest first. Does not block. */
  List<? extends TaskView> known();

  /** One of those that are known here; {@code null} if it is not. Does not block. */
  @Nullable TaskView known(String taskId);

  /** Has a task stop, wherever it is. */
  Cancellation cancel(String taskId);

  /**
   * Removes a finished task from all servers. {@code false}: it has not finished, or is not there.
   */
  boolean remove(String taskId);

  /**
   * What all servers have under this key: the first one's proposal, as long as any of them is
   * there.
   */
  byte[] common(String key, byte[] proposal);

  /**
   * Puts a small value for all servers if there is none under this key, or it is over.
   *
   * @return what is there now
   */
  byte[] putIfAbsent(String key, byte[] value, Duration life);

  /**
   * Replaces such a value if it is the expected one; {@code null} removes it.
   *
   * @return whether it was
   */
  boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life);

  /**
   * Does what {@link #replace} does, now or, if others cannot be reached, within the next minute as
   * soon as they can. Does not fail.
   */
  void replaceSoon(String key, byte[] expected, byte @Nullable [] value, Duration life);

  /** How the servers are. Does not block. */
  SharedState state();

  /** What was counted. Does not block. */
  SharedCounts counts();

  /**
   * Lets what is to be recorded be recorded, for so long at most, gives back what goes on
   * elsewhere, and leaves the others.
   */
  void close(Duration most);
}
