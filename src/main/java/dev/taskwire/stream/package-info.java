/**
 * How a task's events reach those who watch: streams of server-sent events that read its log
 * through cursors and write without blocking, each at its own pace. Depends on {@code
 * dev.taskwire}, {@code dev.taskwire.connection}, {@code dev.taskwire.json} and {@code
 * dev.taskwire.log}; knows nothing of how tasks are run.
 */
@NullMarked
package dev.taskwire.stream;

import org.jspecify.annotations.NullMarked;
