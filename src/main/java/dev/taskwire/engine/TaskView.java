package dev.taskwire.engine;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.WatchedTask;
import org.jspecify.annotations.Nullable;

/** A task as its callers see it. Thread-safe. */
public interface TaskView extends WatchedTask {
  /** The name of its type. */
  String type();

  /** Where it is in its life. */
  TaskStatus status();

  /** The task as it is now. */
  TaskInfo info();

  /** The thread that executes it now; {@code null} if none does. */
  @Nullable Thread thread();
}
