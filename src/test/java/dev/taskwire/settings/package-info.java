/** What a configuration value may look like, and what is said of a wrong one. */
@NullMarked
package dev.taskwire.settings;

import org.jspecify.annotations.NullMarked;
