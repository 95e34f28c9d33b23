package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The frames of many tasks in one stream: the list of tasks, what the logs of those that go on
 * retain, then the news.
 *
 * <p>A task that was finished when the list was made is not replayed, unless it was selected by its
 * id.
 */
final class FeedSource implements FrameSource {
  /*
   * Everything but open() runs on the stream's loop. `position` is the number of the news up to which everything was told; while an item
   * is told, it is still the one before, and `telling.at()` the one that it will be. What is listed is found anew, by its id, when its turn
   * comes: a client that takes its time keeps nothing alive that has left.
   */
  private final TaskFeed feed;
  private final FeedSelection selection;
  private final LogCursor own = new LogCursor(0);
  private @Nullable EventStreamSink stream;
  private @Nullable Set<String> present;
  private @Nullable Iterator<byte[]> listing;
  private @Nullable Iterator<String> replaying;
  private NewsRound round = NewsRound.NONE;
  private long position;
  private boolean joined;
  private boolean isToList;
  private boolean owing = true;
  private boolean reading;

  FeedSource(TaskFeed feed, FeedSelection selection) {
    this.feed = feed;
    this.selection = selection;
  }

  @Override
  public void open(EventStreamSink newStream) {
    stream = newStream;
  }

  /** The ids of the tasks that it is for; {@code null} for all. */
  @Nullable List<String> ids() {
    return selection.ids();
  }

  /** The ids of the selected tasks that are still there; {@code null} if all are selected. */
  @Nullable Set<String> present() {
    return present;
  }

  /** Whether it is to be told of the task. */
  boolean isFor(NewsItem item) {
    return present == null ? selection.test(item.owner) : present.contains(item.id);
  }

  /** There is news for it. */
  void owe() {
    owing = true;
    if (!reading) {
      stream().woken();
    }
  }

  /** News left before they could be told. */
  void miss(NewsItem item) {
    if (isFor(item) && position < item.place) {
      isToList = true;
      owing = true;
      round.forget(item);
    }
  }

  /** What was told is not all: when it has been told the rest, it begins again with a list. */
  void listAnew() {
    isToList = true;
    owe();
  }

  /** The numbers of news for which it will need to know how far each task was. */
  LongStream positions() {
    if (!owing) {
      position = news().last();
    }
    return LongStream.of(position, Math.max(position, round.until()));
  }

  @Override
  public @Nullable LogCursor next() {
    own.release();
    reading = true;
    try {
      if (!joined) {
        join();
      }
      LogCursor frames = nextOfTurn();
      while (frames == null && nextTurn()) {
        frames = nextOfTurn();
      }
      return frames;
    } finally {
      reading = false;
    }
  }

  /** What comes after the list is told by the news; what came in between, by both. */
  private void join() {
    news().join(this);
    joined = true;
    position = news().last();
    List<String> ids = listed();
    if (selection.ids() != null) {
      present = new HashSet<>(ids);
    }
    listing = list(ids);
    replaying = ids.iterator();
    news().catchUp();
  }

  private List<String> listed() {
    return selection.listed(feed.directory()).stream().map(WatchedTask::id).toList();
  }

  private Iterator<byte[]> list(List<String> ids) {
    return TaskListJson.frame(
        ids.stream().map(feed.directory()::find).filter(Objects::nonNull).iterator());
  }

  /** What comes next of the list, or of this round. */
  private @Nullable LogCursor nextOfTurn() {
    Iterator<byte[]> list = listing;
    if (list != null) {
      if (list.hasNext()) {
        byte[] piece = list.next();
        own.moveTo(0, list.hasNext() ? 0 : 1, piece, 0, piece.length);
        return own;
      }
      listing = null;
    }
    return round.next(own);
  }

  /** Goes on to what is to be told next. {@code false}: there is nothing now. */
  private boolean nextTurn() {
    position = Math.max(position, round.until());
    round = NewsRound.NONE;
    Iterator<String> replay = replaying;
    if (replay != null && replay.hasNext()) {
      Telling events = replay(replay.next());
      round = events == null ? NewsRound.NONE : NewsRound.of(events);
      return true;
    }
    replaying = null;
    if (position < news().last()) {
      round = new NewsRound(this, position, news());
      return true;
    }
    if (isToList) {
      isToList = false;
      listing = list(listed());
      return true;
    }
    owing = false;
    return false;
  }

  /**
   * What its log retains of a task in the list; {@code null} for one that is not replayed, or that
   * the news will tell of from its beginning.
   */
  private @Nullable Telling replay(String id) {
    NewsItem item = news().item(id);
    if (item != null) {
      boolean isListedOnly = selection.ids() == null && item.isOver(position);
      return isListedOnly ? null : Telling.ofEvents(item, position);
    }
    WatchedTask task = selection.ids() == null ? null : feed.directory().find(id);
    return task != null && task.broadcaster().log().hasEnded()
        ? Telling.ofEvents(NewsItem.finished(news(), task), position)
        : null;
  }

  @Override
  public boolean isBehind() {
    return owing;
  }

  @Override
  public boolean isExhausted() {
    return joined && !owing && present != null && present.isEmpty();
  }

  @Override
  public void close() {
    own.release();
    listing = null;
    replaying = null;
    round = NewsRound.NONE;
    if (joined) {
      news().leave(this);
    }
  }

  private TaskNews news() {
    return feed.news(stream().loopIndex());
  }

  private EventStreamSink stream() {
    return Objects.requireNonNull(stream, "open() comes first");
  }
}
