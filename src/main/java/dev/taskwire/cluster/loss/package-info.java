/**
 * What is done against an engine that loses what it had: the small values that servers share are
 * kept and written again, and what was recorded is looked at once more. Depends on {@code
 * dev.taskwire.cluster.protocol} and {@code dev.taskwire.cluster.membership}, which says whether
 * something was lost.
 */
@NullMarked
package dev.taskwire.cluster.loss;

import org.jspecify.annotations.NullMarked;
