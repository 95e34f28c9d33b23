/**
 * Runs tasks: who exists, who waits, who runs, and how each one ends. {@code TaskExecution} owns
 * the truth about one task; the EJBs are a shell around plain classes that take clock, settings and
 * executor through their constructors. Depends on {@code dev.taskwire}, {@code dev.taskwire.json},
 * {@code dev.taskwire.settings} and {@code dev.taskwire.stream}.
 */
@NullMarked
package dev.taskwire.engine;

import org.jspecify.annotations.NullMarked;
