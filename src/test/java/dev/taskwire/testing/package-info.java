/** The test kit by its own rules: each as an author of a task meets it. */
@NullMarked
package dev.taskwire.testing;

import org.jspecify.annotations.NullMarked;
