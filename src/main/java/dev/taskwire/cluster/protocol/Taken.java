package dev.taskwire.cluster.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A task that has come to this server, under a new fence.
 *
 * @param task as it is now
 * @param spec what is needed to run it; {@code null} if only its first server could
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Taken(TaskRecord task, byte @Nullable [] spec) {}
