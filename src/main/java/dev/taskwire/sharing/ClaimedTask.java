package dev.taskwire.sharing;

import dev.taskwire.stream.TaskBroadcaster;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that waited for any server, and has come to this one.
 *
 * @param id its id
 * @param type the name of its type
 * @param title what its author calls this run; {@code null} for nothing
 * @param owner who started it; {@code null} if nobody is known
 * @param attempt 1, and one more each time that it begins anew after its server was lost
 * @param fence the number that it has here
 * @param seen a sequence that its next event is to be above
 * @param acceptedAt when it was accepted, by the clock of that server
 * @param age how long ago that was
 * @param spec what it needs to run
 * @param broadcaster wakes those who watch it here already
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClaimedTask(
    String id,
    String type,
    @Nullable String title,
    @Nullable String owner,
    int attempt,
    long fence,
    long seen,
    Instant acceptedAt,
    Duration age,
    byte[] spec,
    TaskBroadcaster broadcaster) {}
