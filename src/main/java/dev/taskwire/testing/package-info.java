/**
 * The test kit for authors of tasks: runs a task on the test's own thread, without a server, and
 * shows what a server would have shown. Depends on {@code dev.taskwire}, the JDK and JSpecify only,
 * so that the jar alone on a test's class path is enough; nothing of the product depends on it.
 */
@NullMarked
package dev.taskwire.testing;

import org.jspecify.annotations.NullMarked;
