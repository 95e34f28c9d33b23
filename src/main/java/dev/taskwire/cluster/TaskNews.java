package dev.taskwire.cluster;

import java.util.List;

/**
 * A task and what is recorded of its events after a cursor, as of one moment.
 *
 * @param task the task, without its result
 * @param slices oldest first; the first one may begin before the cursor, or a gap after it
 * @param more whether there are later ones, which did not fit into the answer
 */
public record TaskNews(TaskRecord task, List<Slice> slices, boolean more) {
  /** Copies the list. */
  public TaskNews {
    slices = List.copyOf(slices);
  }
}
