/**
 * Configuration: one set of rules for what a value may look like, one sentence for one that is
 * wrong, and the limits of tasks. Depends on the JDK and MicroProfile Config.
 */
@NullMarked
package dev.taskwire.settings;

import org.jspecify.annotations.NullMarked;
