package dev.taskwire.it.consumer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shelf of the shop.
 *
 * @param shelfName where it is
 * @param countedAt when it was counted
 * @param note what was remarkable; {@code null} if nothing was
 */
public record Shelf(String shelfName, Instant countedAt, @Nullable String note) {}
