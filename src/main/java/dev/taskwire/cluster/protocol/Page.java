package dev.taskwire.cluster.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a list, without their large results.
 *
 * @param tasks newest first
 * @param next where to go on for those that follow; {@code null} if none do
 */
public record Page(List<TaskRecord> tasks, @Nullable ListPosition next) {
  /** Copies the list. */
  public Page {
    tasks = List.copyOf(tasks);
  }
}
