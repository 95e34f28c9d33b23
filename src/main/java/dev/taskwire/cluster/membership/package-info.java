/**
 * Who is there, who is lost, and what becomes of tasks then: heartbeats and verdicts, the estates
 * of lost servers, claims of what waits for any server, and what a server has promised and keeps
 * until others have heard of it. Plain classes that take time and engine from outside and have no
 * thread of their own, so a simulation runs them in virtual time. Depends on {@code dev.taskwire},
 * {@code dev.taskwire.lifecycle} and {@code dev.taskwire.cluster.protocol}.
 */
@NullMarked
package dev.taskwire.cluster.membership;

import org.jspecify.annotations.NullMarked;
