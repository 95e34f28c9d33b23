/** Tests of who is lost and what becomes of tasks, and the simulation, in virtual time. */
@NullMarked
package dev.taskwire.cluster.membership;

import org.jspecify.annotations.NullMarked;
