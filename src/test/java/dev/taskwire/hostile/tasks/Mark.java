package dev.taskwire.hostile.tasks;

/**
 * What a {@link MarkedTask} does.
 *
 * @param file where it leaves a line when it begins
 * @param events how many reports it makes
 * @param intervalMs milliseconds from one to the next
 * @param fails whether it fails then
 */
public record Mark(String file, Integer events, Integer intervalMs, Boolean fails) {}
