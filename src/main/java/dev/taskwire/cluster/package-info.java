/**
 * Several servers as one Taskwire (contract §9): this server among the others, for the engine that
 * runs its tasks. Records what its tasks report and how they end, mirrors those of others for
 * whoever watches here, and passes on what callers want of any task. What the servers say to the
 * engine that they share is in {@code protocol}, who is lost and what becomes of tasks in {@code
 * membership}, the engine's client in {@code redis}; this package puts them together.
 */
@NullMarked
package dev.taskwire.cluster;

import org.jspecify.annotations.NullMarked;
