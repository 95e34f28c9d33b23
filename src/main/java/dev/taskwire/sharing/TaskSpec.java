package dev.taskwire.sharing;

/**
 * What another server needs to run a task.
 *
 * @param isRestartable whether it may begin anew when its server is lost
 * @param bytes its parameters and its trace, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TaskSpec(boolean isRestartable, byte[] bytes) {}
