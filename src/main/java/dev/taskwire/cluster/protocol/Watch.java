package dev.taskwire.cluster.protocol;

/**
 * That a server watches a task.
 *
 * @param taskId the task
 * @param rate how closely
 */
public record Watch(String taskId, WatchRate rate) {}
