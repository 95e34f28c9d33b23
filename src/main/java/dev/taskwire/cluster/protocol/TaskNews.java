package dev.taskwire.cluster.protocol;

import java.util.List;

/**
 * A task and what is recorded of its events after a cursor, as of one moment.
 *
 * @param task the task, without its result
 * @param slices oldest first; the first one may begin before the cursor, or a gap after it
 * @param more whether there are later ones, which did not fit into the answer
 * @param removed whether it was removed since: it is there for those only who lack its end, for a
 *     minute, or who have it too
 */
public record TaskNews(TaskRecord task, List<Slice> slices, boolean more, boolean removed) {
  /** Copies the list. */
  public TaskNews {
    slices = List.copyOf(slices);
  }
}
