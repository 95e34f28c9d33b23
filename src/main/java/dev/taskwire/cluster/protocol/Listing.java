package dev.taskwire.cluster.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list, newest first.
 *
 * @param openOnly only those that have not ended
 * @param owner only those of this caller; {@code null} for all
 * @param after only those behind this place; {@code null} from the beginning
 * @param newerMicros only those accepted later than this, by the engine's clock; 0 for all
 * @param limit how many at most
 */
public record Listing(
    boolean openOnly,
    @Nullable String owner,
    @Nullable ListPosition after,
    long newerMicros,
    int limit) {}
