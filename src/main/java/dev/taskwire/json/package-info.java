/**
 * Strict JSON in, escaped JSON out, and a description of a type as JSON Schema. Depends on the JDK,
 * Jakarta JSON-P, JSON-B and Validation annotations.
 */
@NullMarked
package dev.taskwire.json;

import org.jspecify.annotations.NullMarked;
