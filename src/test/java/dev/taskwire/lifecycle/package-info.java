/** Tests of how an execution lives and ends: all transitions, and all races. */
@NullMarked
package dev.taskwire.lifecycle;

import org.jspecify.annotations.NullMarked;
