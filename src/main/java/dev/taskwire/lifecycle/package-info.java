/**
 * How one execution lives and ends: its status, its times, and who wins when its work, a cancel, a
 * time limit and a stop of the server meet. {@code ExecutionState} owns that decision; whoever
 * comes second does nothing. Time comes from outside. Depends on {@code dev.taskwire}, {@code
 * dev.taskwire.json}, {@code dev.taskwire.log} and {@code dev.taskwire.settings}.
 */
@NullMarked
package dev.taskwire.lifecycle;

import org.jspecify.annotations.NullMarked;
