/**
 * What a client may ask of any start, whichever endpoint makes it: to be made once, and to be
 * answered when the task has ended.
 *
 * <p>Called by the edge through {@code Passage}; no other room needs it. Depends on engine, stream
 * (the end of a task), problem, body and edge.
 */
@NullMarked
package dev.taskwire.start;

import org.jspecify.annotations.NullMarked;
