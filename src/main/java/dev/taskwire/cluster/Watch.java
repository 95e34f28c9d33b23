package dev.taskwire.cluster;

/**
 * That a server watches a task.
 *
 * @param taskId the task
 * @param rate how closely
 */
public record Watch(String taskId, WatchRate rate) {}
