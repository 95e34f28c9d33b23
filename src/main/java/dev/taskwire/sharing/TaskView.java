package dev.taskwire.sharing;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.stream.WatchedTask;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as its callers see it. Thread-safe. */
public interface TaskView extends WatchedTask {
  /** The name of its type. */
  String type();

  /** What its author calls this run; {@code null} for nothing. */
  @Nullable String title();

  /** When it was accepted, by the clock that all servers have in common: it orders lists. */
  Instant listedAt();

  /**
   * Whether it is another server's, so that events which were seen there may still be on their way.
   */
  boolean isElsewhere();

  /** What people call the server that has it; {@code null} if that is alone, or not known. */
  @Nullable String node();

  /** Where it is in its life. */
  TaskStatus status();

  /** The task as it is now. */
  TaskInfo info();

  /** The task as JSON, as {@link #json} has it, in pieces of which none is a copy of its result. */
  List<byte[]> jsonPieces();

  /** The thread that executes it now; {@code null} if none does. */
  @Nullable Thread thread();
}
