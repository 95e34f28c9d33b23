/**
 * The resources: tasks, their events and streams, types, the server, the description of the API;
 * the JAX-RS application that they live in, its parts, and what of the host lives there, too. They
 * translate between HTTP and the engine, and decide nothing.
 *
 * <p>Called by the server only. Depends on {@code dev.taskwire}, engine, stream, json, problem,
 * body and edge.
 */
@NullMarked
package dev.taskwire.rest;

import org.jspecify.annotations.NullMarked;
