/** Bodies, read and written. */
@NullMarked
package dev.taskwire.body;

import org.jspecify.annotations.NullMarked;
