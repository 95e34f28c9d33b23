/**
 * Who may come in: the filter that every call of the API passes first, its rules (request line,
 * origin, size, caller, tickets), bodies that are on their way, and the settings of all this; the
 * filter of our pages, and the page that stands for the container's own when our WAR has an error
 * to show.
 *
 * <p>Called by the container, to which {@code rest} and our WAR's {@code web.xml} name filters and
 * servlet; start and rest ask it who the caller is and what is configured. What happens to a start
 * that was let in is said by whoever implements {@code Passage}. Depends on engine, connection,
 * settings, problem and body.
 */
@NullMarked
package dev.taskwire.edge;

import org.jspecify.annotations.NullMarked;
