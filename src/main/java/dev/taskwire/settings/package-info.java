/**
 * Configuration: one set of rules for what a value may look like, and one sentence for one that is
 * wrong. Depends on the JDK and MicroProfile Config.
 */
@NullMarked
package dev.taskwire.settings;

import org.jspecify.annotations.NullMarked;
