/** Tests of what types of tasks there are. */
@NullMarked
package dev.taskwire.type;

import org.jspecify.annotations.NullMarked;
