/**
 * What servers that share their tasks and the engine in which they do it say to each other: the
 * engine's interface, and the values that go in and out, as bytes and fields. Who writes a second
 * engine reads this package, and passes {@code EngineContract}. Depends on {@code dev.taskwire}
 * only.
 */
@NullMarked
package dev.taskwire.cluster.protocol;

import org.jspecify.annotations.NullMarked;
