package dev.taskwire.cluster.protocol;

/**
 * A server as the engine knows it.
 *
 * @param counter what it last raised its counter to
 * @param lost whether it was declared lost: it never comes back under this id
 * @param description what it last told
 */
public record NodeBeat(long counter, boolean lost, NodeDescription description) {}
