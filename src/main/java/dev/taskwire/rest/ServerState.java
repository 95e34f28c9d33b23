package dev.taskwire.rest;

import dev.taskwire.sharing.SharedState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/server} tells.
 *
 * @param instance a random name of this start of the application
 * @param startedAt when that was
 * @param time what time it is here, for those whose own clock is another one
 * @param maxWorkers tasks at once
 * @param running tasks that run
 * @param pending tasks that wait
 * @param maxPending tasks that may wait
 * @param interruptAfter from the request to stop to the interrupt, in seconds
 * @param cancelGrace from the request to stop to the abandonment, in seconds
 * @param streams open event streams
 * @param maxStreams event streams that may be open
 * @param abandoned abandoned tasks that still hold a thread
 * @param draining whether the server takes no new tasks because it is drained
 * @param node the name of this server among those that share its tasks; {@code null} if it is alone
 * @param cluster those servers; {@code null} if it is alone
 */
public record ServerState(
    String instance,
    Instant startedAt,
    Instant time,
    int maxWorkers,
    int running,
    int pending,
    int maxPending,
    long interruptAfter,
    long cancelGrace,
    int streams,
    int maxStreams,
    int abandoned,
    boolean draining,
    @Nullable String node,
    @Nullable SharedState cluster) {}
