/**
 * The code that the documents show, and the proof that they show it as it is compiled and run.
 *
 * <p>A region begins with {@code // region name} and ends with {@code // endregion}.
 */
@NullMarked
package dev.taskwire.docs;

import org.jspecify.annotations.NullMarked;
