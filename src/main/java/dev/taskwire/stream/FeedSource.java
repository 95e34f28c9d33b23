package dev.taskwire.stream;

import dev.taskwire.json.Utf8Buffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The frames of many tasks in one stream: the list of tasks, then the events of each, through a
 * cursor for each task.
 *
 * <p>A task that was finished when the list was made is not followed, unless it was selected by its
 * id.
 */
final class FeedSource implements FrameSource, Watcher {
  /*
   * Everything but open() runs on the stream's loop. The feed is read before any task, so a task's acceptance precedes its events.
   * The number of the newest change is taken before the list is made: a change in between is told twice rather than never.
   * A task that left is in `leaving` until its last events are read and its removal is told; nothing else is told meanwhile. Whoever fell
   * out of the feed missed removals too: what is followed and cannot be found any more leaves before the new list is made.
   */
  private final TaskFeed feed;
  private final FeedSelection selection;
  private final Map<String, FollowedTask> followed = new HashMap<>();
  private final Queue<FollowedTask> dirty = new ArrayDeque<>();
  private final Queue<FollowedTask> leaving = new ArrayDeque<>();
  private final LogCursor own = new LogCursor(0);
  private @Nullable EventStreamSink stream;
  private long lastChange;
  private boolean listed;

  FeedSource(TaskFeed feed, FeedSelection selection) {
    this.feed = feed;
    this.selection = selection;
  }

  @Override
  public void open(EventStreamSink newStream) {
    stream = newStream;
    feed.watchers().add(this);
  }

  @Override
  public int loopIndex() {
    return stream().loopIndex();
  }

  @Override
  public void woken() {
    stream().woken();
  }

  @Override
  public @Nullable LogCursor next() {
    own.release();
    while (leaving.isEmpty()) {
      if (listed && lastChange == feed.last()) {
        return nextEvents();
      }
      TaskFeed.Change change = listed ? feed.change(lastChange + 1) : null;
      Utf8Buffer frame = change == null ? list() : told(change);
      if (frame != null) {
        return frame(frame);
      }
    }
    return farewell(leaving.element());
  }

  private LogCursor farewell(FollowedTask task) {
    if (task.read()) {
      return task.cursor;
    }
    leaving.remove();
    task.unfollow();
    return frame(FeedFrames.removed(task.task.id()));
  }

  private @Nullable LogCursor nextEvents() {
    for (FollowedTask task = dirty.poll(); task != null; task = dirty.poll()) {
      LogCursor frames = task.next();
      if (frames != null) {
        dirty.add(task);
        return frames;
      }
    }
    return null;
  }

  @Override
  public boolean isBehind() {
    followed.values().forEach(FollowedTask::look);
    return !listed || !leaving.isEmpty() || lastChange < feed.last() || !dirty.isEmpty();
  }

  @Override
  public boolean isExhausted() {
    return listed
        && selection.isByIds()
        && followed.isEmpty()
        && dirty.isEmpty()
        && lastChange == feed.last();
  }

  @Override
  public void close() {
    if (stream != null) {
      feed.watchers().remove(this);
    }
    List.copyOf(followed.values()).forEach(FollowedTask::unfollow);
    dirty.clear();
    leaving.clear();
  }

  /** {@code null} if some that are followed have to leave first. */
  private @Nullable Utf8Buffer list() {
    lastChange = feed.last();
    for (FollowedTask task : followed.values()) {
      if (feed.directory().find(task.task.id()) == null) {
        leaving.add(task);
      }
    }
    listed = leaving.isEmpty();
    if (!listed) {
      return null;
    }
    List<? extends WatchedTask> tasks = selection.tasks(feed.directory());
    for (WatchedTask task : tasks) {
      if (selection.isByIds() || !task.broadcaster().log().hasEnded()) {
        follow(task);
      }
    }
    return FeedFrames.list(tasks);
  }

  private @Nullable Utf8Buffer told(TaskFeed.Change change) {
    lastChange++;
    FollowedTask task = followed.get(change.taskId());
    return switch (change.kind()) {
      case ACCEPTED -> task == null ? accepted(change) : null;
      case UPDATED -> task == null ? null : FeedFrames.updated(task.task);
      case REMOVED -> removed(change, task);
    };
  }

  private @Nullable Utf8Buffer accepted(TaskFeed.Change change) {
    WatchedTask task = isSelected(change) ? feed.directory().find(change.taskId()) : null;
    if (task == null) {
      return null;
    }
    follow(task);
    return FeedFrames.accepted(task);
  }

  private @Nullable Utf8Buffer removed(TaskFeed.Change change, @Nullable FollowedTask task) {
    if (task != null) {
      leaving.add(task);
      return null;
    }
    return isSelected(change) ? FeedFrames.removed(change.taskId()) : null;
  }

  /** Whether it is of a task that is not followed and belongs to this stream all the same. */
  private boolean isSelected(TaskFeed.Change change) {
    return !selection.isByIds() && selection.test(change.owner());
  }

  private void follow(WatchedTask task) {
    if (!followed.containsKey(task.id())) {
      FollowedTask newTask = new FollowedTask(task);
      followed.put(task.id(), newTask);
      task.broadcaster().watchers().add(newTask);
      newTask.markDirty();
    }
  }

  private LogCursor frame(Utf8Buffer frame) {
    own.moveTo(0, 1, frame.array(), 0, frame.length());
    return own;
  }

  private EventStreamSink stream() {
    return Objects.requireNonNull(stream, "open() comes first");
  }

  /** A cursor into one task's log. */
  private final class FollowedTask implements Watcher {
    private final WatchedTask task;
    private final LogCursor cursor = new LogCursor(0);
    private boolean isDirty;

    FollowedTask(WatchedTask task) {
      this.task = task;
    }

    @Override
    public int loopIndex() {
      return stream().loopIndex();
    }

    @Override
    public void woken() {
      markDirty();
      stream().woken();
    }

    void markDirty() {
      if (!isDirty) {
        dirty.add(this);
        isDirty = true;
      }
    }

    void look() {
      if (cursor.sequence() < task.broadcaster().log().last()) {
        markDirty();
      }
    }

    boolean read() {
      return task.broadcaster().log().read(cursor);
    }

    @Nullable LogCursor next() {
      if (read()) {
        return cursor;
      }
      isDirty = false;
      if (!selection.isByIds() && task.broadcaster().log().isExhausted(cursor.sequence())) {
        unfollow();
      }
      return null;
    }

    void unfollow() {
      followed.remove(task.id(), this);
      task.broadcaster().watchers().remove(this);
    }
  }
}
