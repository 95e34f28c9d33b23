/**
 * What a task has told: the event log, which keeps the newest events as the bytes that go out, its
 * readers' cursors, and those who are told that there is more to read. Nothing in it waits for a
 * reader. Depends on {@code dev.taskwire} and {@code dev.taskwire.json}; knows nothing of streams,
 * nor of how tasks are run.
 */
@NullMarked
package dev.taskwire.log;

import org.jspecify.annotations.NullMarked;
