/**
 * Several servers as one Taskwire (contract §9): the interface of the engine that they share, the
 * values that go in and out, and the plain classes that decide who is lost, who claims, and what a
 * fenced server does. What decides takes time and engine from outside and has no thread of its own.
 * Depends on {@code dev.taskwire}; the engine's client is met in {@code dev.taskwire.cluster.redis}
 * only.
 */
@NullMarked
package dev.taskwire.cluster;

import org.jspecify.annotations.NullMarked;
