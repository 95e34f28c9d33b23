/**
 * Which types of tasks there are, and how a task of one is made: names, limits, parameters and
 * results as the author declared them, instances with injection, checked parameters. Depends on
 * {@code dev.taskwire} and {@code dev.taskwire.json}; runs nothing.
 */
@NullMarked
package dev.taskwire.type;

import org.jspecify.annotations.NullMarked;
