/** Keys, preferences, and starts that are made once. */
@NullMarked
package dev.taskwire.start;

import org.jspecify.annotations.NullMarked;
