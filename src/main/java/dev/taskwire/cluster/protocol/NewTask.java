package dev.taskwire.cluster.protocol;

import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is written as a whole: when it is started, and again when the engine has lost it.
 *
 * @param taskId its id
 * @param type the name of its type
 * @param owner the caller that it belongs to; {@code null} if anybody
 * @param node the server that it is on; {@code null} while it waits for any server that knows its
 *     type
 * @param fence 1 at the start; what the writer holds when it is written again
 * @param attempt 1 but for restarts
 * @param restartable whether it may begin again after its server was lost
 * @param status where it is in its life
 * @param cancelRequested whether somebody asked it to stop
 * @param seen the newest sequence that it has
 * @param acceptedMicros when it was accepted by the engine's clock, if it is written again; 0: now
 * @param json the task as lists show it, as of now
 * @param result its result, if that is too large for lists; {@code null} if not
 * @param spec what another server needs to run it; {@code null} if no other can
 * @param log what is retained of its events; empty before it has begun
 * @param retention how long it stays from now on; {@code null} if it has not ended
 * @param maxPending how many tasks may wait at all servers together; -1 for no limit, and for tasks
 *     that do not wait
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewTask(
    String taskId,
    String type,
    @Nullable String owner,
    @Nullable String node,
    long fence,
    int attempt,
    boolean restartable,
    TaskStatus status,
    boolean cancelRequested,
    long seen,
    long acceptedMicros,
    byte[] json,
    byte @Nullable [] result,
    byte @Nullable [] spec,
    List<Slice> log,
    @Nullable Duration retention,
    int maxPending) {
  /** Checks what belongs together, and copies the list. */
  public NewTask {
    log = List.copyOf(log);
    if (node == null && (status != TaskStatus.PENDING || spec == null)) {
      throw new IllegalArgumentException("Only a task that others can run waits for any server.");
    }
    if ((retention != null) != status.isTerminal()) {
      throw new IllegalArgumentException("A task has a retention if, and only if, it has ended.");
    }
  }

  /** The same with the time at which it was accepted: to be written again. */
  public NewTask at(long micros) {
    return new NewTask(
        taskId,
        type,
        owner,
        node,
        fence,
        attempt,
        restartable,
        status,
        cancelRequested,
        seen,
        micros,
        json,
        result,
        spec,
        log,
        retention,
        maxPending);
  }
}
