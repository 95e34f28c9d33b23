/** Tests of the threads that tasks run on. */
@NullMarked
package dev.taskwire.thread;

import org.jspecify.annotations.NullMarked;
