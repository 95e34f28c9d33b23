package dev.taskwire.cluster.protocol;

import dev.taskwire.TaskStatus;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task as the engine has it. Status, cancel, place and server count as they are here, whatever
 * the JSON says, which is as old as its owner's last snapshot.
 *
 * @param taskId its id
 * @param type the name of its type
 * @param owner the caller that it belongs to; {@code null} if anybody
 * @param node the server that it is on; {@code null} while it waits for any
 * @param fence grows when it comes to another server
 * @param attempt 1 but for restarts
 * @param restartable whether it may begin again after its server was lost
 * @param status where it is in its life
 * @param cancelRequested whether somebody asked it to stop
 * @param last the newest sequence that is recorded; of an ended task the terminal event's
 * @param seen the newest sequence that its owner told of, recorded or not; at least {@code last}
 * @param acceptedMicros when it was accepted, microseconds by the engine's clock
 * @param position its place among the waiting, 1: next; 0 unless it is pending
 * @param refusedBy the servers that could not read its parameters
 * @param json the task as lists show it
 * @param result its result, if that is too large for lists and was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TaskRecord(
    String taskId,
    String type,
    @Nullable String owner,
    @Nullable String node,
    long fence,
    int attempt,
    boolean restartable,
    TaskStatus status,
    boolean cancelRequested,
    long last,
    long seen,
    long acceptedMicros,
    long position,
    Set<String> refusedBy,
    byte[] json,
    byte @Nullable [] result) {
  /** Copies the set, in its order. */
  public TaskRecord {
    refusedBy = Collections.unmodifiableSet(new LinkedHashSet<>(refusedBy));
  }

  /** The same task at this place among the waiting. */
  public TaskRecord withPosition(long place) {
    return new TaskRecord(
        taskId,
        type,
        owner,
        node,
        fence,
        attempt,
        restartable,
        status,
        cancelRequested,
        last,
        seen,
        acceptedMicros,
        place,
        refusedBy,
        json,
        result);
  }
}
