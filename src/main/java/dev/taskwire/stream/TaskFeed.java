package dev.taskwire.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks came, changed by request and went, for those who watch many: a bounded log of
 * changes, read through cursors like the log of a task. A reader that fell out of it starts over
 * with the list of tasks.
 *
 * <p>Thread-safe.
 */
public final class TaskFeed {
  private static final int CAPACITY = 4096;

  private final TaskDirectory directory;
  private final WatcherSet watchers;
  private final List<TaskNews> news = new ArrayList<>();

  @GuardedBy("this")
  private final @Nullable Change[] changes = new Change[CAPACITY];

  private volatile long last;

  /** Creates a feed without changes. */
  public TaskFeed(TaskDirectory directory, DeliveryLoops loops) {
    this.directory = directory;
    this.watchers = new WatcherSet(loops);
    for (int i = 0; i < loops.count(); i++) {
      news.add(new TaskNews(this, loops.get(i), i));
    }
  }

  /**
   * Announces a task that can be found from now on; to be called before its first event. Never
   * blocks.
   */
  public void accepted(String taskId, @Nullable String owner) {
    add(new Change(taskId, owner, Kind.ACCEPTED));
  }

  /** Announces that a task changed in a way that none of its events tells. Never blocks. */
  public void updated(String taskId, @Nullable String owner) {
    add(new Change(taskId, owner, Kind.UPDATED));
  }

  /** Announces a task that cannot be found any more. Never blocks. */
  public void removed(String taskId, @Nullable String owner) {
    add(new Change(taskId, owner, Kind.REMOVED));
  }

  private void add(Change change) {
    synchronized (this) {
      long number = last + 1;
      changes[(int) (number % CAPACITY)] = change;
      last = number;
    }
    watchers.wake();
  }

  /** Whether anyone watches all tasks, or some. */
  public boolean isWatched() {
    return watchers.isAny();
  }

  TaskDirectory directory() {
    return directory;
  }

  WatcherSet watchers() {
    return watchers;
  }

  /** The news for those who read them on the loop with this index. */
  TaskNews news(int loopIndex) {
    return news.get(loopIndex);
  }

  /** The number of the newest change; 0 while there is none. */
  long last() {
    return last;
  }

  /** The change with this number, at most {@link #last}; {@code null} if it is no longer kept. */
  synchronized @Nullable Change change(long number) {
    return number + CAPACITY > last ? changes[(int) (number % CAPACITY)] : null;
  }

  /** What happened to a task. */
  enum Kind {
    ACCEPTED,
    UPDATED,
    REMOVED
  }

  /** One task that came, changed or went. */
  record Change(String taskId, @Nullable String owner, Kind kind) {}
}
