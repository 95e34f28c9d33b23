/**
 * How errors are said: which answer an exception becomes, and its body (RFC 9457). Every error of
 * ours, whether a resource, a filter or the container meets it, gets its words here.
 *
 * <p>Called by body, edge, start and rest, and by the server, which finds the mappers. Depends on
 * {@code dev.taskwire}, engine (texts for the log), json (fields) and Jakarta REST, Servlet and
 * Validation; of the other rooms of HTTP it knows none.
 */
@NullMarked
package dev.taskwire.problem;

import org.jspecify.annotations.NullMarked;
