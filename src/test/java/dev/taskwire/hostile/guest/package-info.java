/** An application of somebody else, with all that such applications have: the host of a guest. */
@NullMarked
package dev.taskwire.hostile.guest;

import org.jspecify.annotations.NullMarked;
