/**
 * Faults on running servers: hostile clients, hostile tasks, races, stops and restarts.
 *
 * <p>These tests start servers of their own, because they need ones with users, with little memory,
 * or ones that they may kill.
 */
@NullMarked
package dev.taskwire.hostile;

import org.jspecify.annotations.NullMarked;
