/**
 * What a request and an answer carry: strict JSON in, never more of it than allowed, and JSON out,
 * in the place of the server's own readers and writers.
 *
 * <p>Called by the server, which finds the readers and writers, and by edge, start and rest.
 * Depends on {@code dev.taskwire}, json, settings and problem.
 */
@NullMarked
package dev.taskwire.body;

import org.jspecify.annotations.NullMarked;
