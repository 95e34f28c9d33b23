/** Tests of the event log: its order, its bounds, and its races. */
@NullMarked
package dev.taskwire.log;

import org.jspecify.annotations.NullMarked;
