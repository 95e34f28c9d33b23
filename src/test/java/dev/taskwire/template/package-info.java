/**
 * The proof that what {@code src/template/NewProject.java} makes compiles and passes its own test.
 */
@NullMarked
package dev.taskwire.template;

import org.jspecify.annotations.NullMarked;
