package dev.taskwire.lifecycle;

import dev.taskwire.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the state of an execution says at one moment.
 *
 * @param status where it is
 * @param cancelRequested whether a caller asked it to stop
 * @param acceptedAt when it was accepted
 * @param runningSince when a worker began; {@code null} if none did
 * @param endTime when it ended; {@code null} if it has not
 * @param outcome how it ended; {@code null} if it has not
 */
public record ExecutionSnapshot(
    TaskStatus status,
    boolean cancelRequested,
    Instant acceptedAt,
    @Nullable Instant runningSince,
    @Nullable Instant endTime,
    @Nullable Outcome outcome) {
  /** The same when that end is shown. */
  public ExecutionSnapshot endedBy(DecidedEnd end) {
    return new ExecutionSnapshot(
        end.outcome().status(), cancelRequested, acceptedAt, runningSince, end.at(), end.outcome());
  }
}
