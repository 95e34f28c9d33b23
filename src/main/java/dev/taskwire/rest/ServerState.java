package dev.taskwire.rest;

import java.time.Instant;

/**
 * What {@code /api/server} tells.
 *
 * @param instance a random name of this start of the application
 * @param startedAt when that was
 * @param maxWorkers tasks at once
 * @param running tasks that run
 * @param pending tasks that wait
 * @param maxPending tasks that may wait
 * @param interruptAfter from the request to stop to the interrupt, in seconds
 * @param cancelGrace from the request to stop to the abandonment, in seconds
 * @param streams open event streams
 * @param maxStreams event streams that may be open
 * @param abandoned abandoned tasks that still hold a thread
 */
public record ServerState(
    String instance,
    Instant startedAt,
    int maxWorkers,
    int running,
    int pending,
    int maxPending,
    long interruptAfter,
    long cancelGrace,
    int streams,
    int maxStreams,
    int abandoned) {}
