package dev.taskwire.cluster.protocol;

/**
 * A place in a list: behind this task.
 *
 * @param acceptedMicros when the task was accepted, by the engine's clock
 * @param taskId its id
 */
public record ListPosition(long acceptedMicros, String taskId) {}
