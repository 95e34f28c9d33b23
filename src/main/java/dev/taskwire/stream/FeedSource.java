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
   */
  private static final int LIST_LIMIT = 1000;

  private final TaskFeed feed;
  private final FeedSelection selection;
  private final Map<String, FollowedTask> followed = new HashMap<>();
  private final Queue<FollowedTask> dirty = new ArrayDeque<>();
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
    if (!listed) {
      listed = true;
      return frame(list());
    }
    while (lastChange < feed.last()) {
      TaskFeed.Change change = feed.change(lastChange + 1);
      if (change == null) {
        return frame(list());
      }
      lastChange++;
      Utf8Buffer frame =
          switch (change.kind()) {
            case ACCEPTED -> accepted(change);
            case UPDATED -> updated(change);
            case REMOVED -> removed(change);
          };
      if (frame != null) {
        return frame(frame);
      }
    }
    return nextEvents();
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
    return lastChange < feed.last() || !dirty.isEmpty();
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
  }

  private Utf8Buffer list() {
    lastChange = feed.last();
    Utf8Buffer frame = new Utf8Buffer(4096).ascii("event: task_list\ndata: {\"tasks\":[");
    int written = 0;
    for (WatchedTask task : selection.tasks(feed.directory())) {
      if (selection.isByIds() || !task.broadcaster().log().hasEnded()) {
        follow(task);
      }
      if (written < LIST_LIMIT) {
        byte[] json = task.json();
        frame.ascii(written++ == 0 ? "" : ",").raw(json, 0, json.length);
      }
    }
    return frame.ascii("]}\n\n");
  }

  private @Nullable Utf8Buffer accepted(TaskFeed.Change change) {
    if (selection.isByIds() || !selection.test(change.owner())) {
      return null;
    }
    WatchedTask task = feed.directory().find(change.taskId());
    if (task == null || followed.containsKey(change.taskId())) {
      return null;
    }
    follow(task);
    return described("event: task_accepted\ndata: ", task);
  }

  private @Nullable Utf8Buffer updated(TaskFeed.Change change) {
    FollowedTask task = followed.get(change.taskId());
    return task == null ? null : described("event: task_updated\ndata: ", task.task);
  }

  private static Utf8Buffer described(String head, WatchedTask task) {
    byte[] json = task.json();
    return new Utf8Buffer(512).ascii(head).raw(json, 0, json.length).ascii("\n\n");
  }

  private @Nullable Utf8Buffer removed(TaskFeed.Change change) {
    FollowedTask task = followed.get(change.taskId());
    if (task != null) {
      task.unfollow();
    } else if (selection.isByIds() || !selection.test(change.owner())) {
      return null;
    }
    return new Utf8Buffer(128)
        .ascii("event: task_removed\ndata: {\"task_id\":")
        .quoted(change.taskId())
        .ascii("}\n\n");
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

    @Nullable LogCursor next() {
      EventLog log = task.broadcaster().log();
      if (log.read(cursor)) {
        return cursor;
      }
      isDirty = false;
      if (!selection.isByIds() && log.isExhausted(cursor.sequence())) {
        unfollow();
      }
      return null;
    }

    void unfollow() {
      followed.remove(task.id());
      task.broadcaster().watchers().remove(this);
    }
  }
}
