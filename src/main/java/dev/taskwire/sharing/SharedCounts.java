package dev.taskwire.sharing;

/**
 * What this server has done to share its tasks, and how far it is. Everything is this server's own,
 * so that it may be added up over all of them.
 *
 * @param flushes requests that recorded what its tasks report
 * @param flushedBytes bytes of events and tasks in them
 * @param endsHeld ends of its tasks that are decided, and not recorded yet
 * @param mirrors tasks of other servers that it knows
 * @param mirrorLag events that those of them which are watched here lack, as far as is known
 * @param fenced how often the others declared it lost
 * @param lost how many others it declared lost
 * @param engineErrors calls of what the servers share that failed
 */
public record SharedCounts(
    long flushes,
    long flushedBytes,
    int endsHeld,
    int mirrors,
    long mirrorLag,
    long fenced,
    long lost,
    long engineErrors) {}
