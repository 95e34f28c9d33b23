/**
 * Metrics: counts what happens to tasks and streams, and shows it in the formats of Prometheus at
 * {@code /api/metrics}. It listens to the engine; nothing depends on it.
 *
 * <p>The counting needs no library; writing needs the Prometheus client's text formats, and without
 * them only the address is missing.
 */
@NullMarked
package dev.taskwire.metrics;

import org.jspecify.annotations.NullMarked;
