/** The rules of the edge, and the fake exchange that stands in for a server. */
@NullMarked
package dev.taskwire.edge;

import org.jspecify.annotations.NullMarked;
