package dev.taskwire.hostile.tasks;

/**
 * What a {@link FaultyTask} does.
 *
 * @param kind the name of the fault
 */
public record Fault(String kind) {}
