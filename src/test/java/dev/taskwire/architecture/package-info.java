/** What the structure of the code promises, and fixtures that prove that each promise can fail. */
@NullMarked
package dev.taskwire.architecture;

import org.jspecify.annotations.NullMarked;
