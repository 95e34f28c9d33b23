/**
 * Runs tasks: which there are, which wait, which run, and where each end goes. The EJBs are a shell
 * around plain classes that take clock, settings and executor through their constructors. What one
 * execution may do is decided in {@code dev.taskwire.lifecycle}, what a task is in {@code
 * dev.taskwire.type}, whose threads it runs on in {@code dev.taskwire.thread}, and where other
 * servers come in in {@code dev.taskwire.sharing}; this package depends on these, on {@code
 * dev.taskwire.stream} and on what they depend on.
 */
@NullMarked
package dev.taskwire.engine;

import org.jspecify.annotations.NullMarked;
