/**
 * How a task's events reach those who watch: the event log, and streams of server-sent events that
 * read it through cursors and write without blocking. Depends on {@code dev.taskwire} and {@code
 * dev.taskwire.json}; knows nothing of how tasks are run.
 */
@NullMarked
package dev.taskwire.stream;

import org.jspecify.annotations.NullMarked;
