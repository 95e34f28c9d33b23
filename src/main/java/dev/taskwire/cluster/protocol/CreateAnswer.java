package dev.taskwire.cluster.protocol;

/**
 * What comes of writing a whole task.
 *
 * @param answer {@code DONE}; {@code REPEATED}: it is there, on the same server with the same
 *     fence; {@code FENCED}: it is there otherwise; {@code FULL}
 * @param acceptedMicros when it was accepted, microseconds by the engine's clock: it orders lists
 */
public record CreateAnswer(Answer answer, long acceptedMicros) {}
