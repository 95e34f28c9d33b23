/**
 * The example: a task that profiles a CSV file, and the endpoint that starts it. Depends on {@code
 * dev.taskwire}, {@code dev.taskwire.settings}, Jakarta CDI, REST, Validation and JSON-B, and
 * MicroProfile Config; nothing depends on it, so the folder can be deleted.
 */
@NullMarked
package dev.taskwire.data;

import org.jspecify.annotations.NullMarked;
