/**
 * A task made to be watched and measured; off unless {@code tasks.demo-enabled=true}. Depends on
 * {@code dev.taskwire} and Jakarta Validation; nothing depends on it, so the folder can be deleted.
 */
@NullMarked
package dev.taskwire.demo;

import org.jspecify.annotations.NullMarked;
