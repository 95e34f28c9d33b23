package dev.taskwire.lifecycle;

import dev.taskwire.log.LogSlice;
import java.time.Instant;

/**
 * An end that was decided and nobody has seen yet.
 *
 * @param outcome how the task ended
 * @param at when, for people
 * @param nanos when, on the monotonic clock
 * @param event the terminal event
 */
public record DecidedEnd(Outcome outcome, Instant at, long nanos, LogSlice event) {}
