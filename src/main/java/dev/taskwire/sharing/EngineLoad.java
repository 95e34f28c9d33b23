package dev.taskwire.sharing;

/**
 * How busy the engine is.
 *
 * @param running tasks that have a worker
 * @param pending tasks that wait for one
 * @param abandoned tasks that were given up and still hold a thread
 * @param stopping whether no new tasks are taken
 */
public record EngineLoad(int running, int pending, int abandoned, boolean stopping) {}
