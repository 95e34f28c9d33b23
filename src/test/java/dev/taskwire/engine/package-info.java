/** Tests of the engine in plain Java: time, threads and clients are the test's own. */
@NullMarked
package dev.taskwire.engine;

import org.jspecify.annotations.NullMarked;
