/**
 * What a task author sees: the task class, its progress handle, the service that starts tasks, and
 * the values that describe what happened. Depends on the JDK, JSpecify and Jakarta annotations
 * only; every other package may depend on it.
 */
@NullMarked
package dev.taskwire;

import org.jspecify.annotations.NullMarked;
