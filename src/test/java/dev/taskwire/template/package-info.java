/** The proof that what {@code src/archetype} makes compiles and passes its own test. */
@NullMarked
package dev.taskwire.template;

import org.jspecify.annotations.NullMarked;
