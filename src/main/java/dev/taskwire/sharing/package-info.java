/**
 * What the engine and those who share its tasks with other servers ask of each other: the engine
 * asks {@code SharedTasks}, which does nothing when a server is alone, and offers {@code
 * ServerTasks}. So neither knows how the other works. Depends on {@code dev.taskwire}, {@code
 * dev.taskwire.settings}, {@code dev.taskwire.lifecycle}, {@code dev.taskwire.log} and {@code
 * dev.taskwire.stream}.
 */
@NullMarked
package dev.taskwire.sharing;

import org.jspecify.annotations.NullMarked;
