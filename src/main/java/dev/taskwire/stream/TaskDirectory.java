package dev.taskwire.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks that exist, for those who watch many. Thread-safe. */
public interface TaskDirectory {
  /** All tasks, newest first: a snapshot. */
  List<? extends WatchedTask> all();

  /** One task; {@code null} if it is not, or no longer, there. */
  @Nullable WatchedTask find(String taskId);
}
