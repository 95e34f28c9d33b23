/**
 * Observers: tells CDI's asynchronous observers of {@link dev.taskwire.TaskEvent} that a task began
 * or ended. It listens to the engine; nothing depends on it.
 */
@NullMarked
package dev.taskwire.observe;

import org.jspecify.annotations.NullMarked;
