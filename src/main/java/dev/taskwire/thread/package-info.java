/**
 * The threads that the container lends for tasks, observers and delayed answers, and what a thread
 * carries: the context of a trace, the id of a task for the logs. Whatever a task leaves on a
 * thread is put back. Depends on {@code dev.taskwire}; knows no task.
 */
@NullMarked
package dev.taskwire.thread;

import org.jspecify.annotations.NullMarked;
