package dev.taskwire.cluster.protocol;

/**
 * From where to read a task's events.
 *
 * @param taskId the task
 * @param after the last sequence that is known; 0 for none
 */
public record TaskCursor(String taskId, long after) {}
