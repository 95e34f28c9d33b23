/** Errors, word for word. */
@NullMarked
package dev.taskwire.problem;

import org.jspecify.annotations.NullMarked;
