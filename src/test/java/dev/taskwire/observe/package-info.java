/** Tests of the observers. */
@NullMarked
package dev.taskwire.observe;

import org.jspecify.annotations.NullMarked;
