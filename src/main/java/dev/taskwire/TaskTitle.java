package dev.taskwire;

import org.jspecify.annotations.Nullable;

/** Asks a task for its title, on behalf of the engine that starts it. Stateless. */
public final class TaskTitle {
  private TaskTitle() {}

  /** What {@link BaseTask#title} says, or throws, on the calling thread. */
  public static <P extends @Nullable Object> @Nullable String of(BaseTask<P, ?> task, P params) {
    return task.title(params);
  }
}
