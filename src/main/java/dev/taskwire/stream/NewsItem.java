package dev.taskwire.stream;

import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogCursor;
import org.jspecify.annotations.Nullable;

/**
 * One task in the news: what happened to it, under which numbers, and where it stands in the line.
 * Confined to the loop of its {@link TaskNews}.
 */
final class NewsItem implements Watcher {
  private static final byte[] NOTHING = {};

  final String id;
  final @Nullable String owner;
  final @Nullable WatchedTask task;
  final NewsHistory history = new NewsHistory();

  /** Numbers of news; 0 for none. */
  long accepted;

  long updated;
  long removed;

  /** Its place in the line: the number of its newest news; 0 if everybody knows them. */
  long place;

  private final TaskNews news;
  private final LogCursor before = new LogCursor(0);
  private byte @Nullable [] description;
  private boolean followed;

  NewsItem(TaskNews news, String id, @Nullable String owner, @Nullable WatchedTask task) {
    this.news = news;
    this.id = id;
    this.owner = owner;
    this.task = task;
  }

  /** One that ended before anybody read the news, for who wants its events all the same. */
  static NewsItem finished(TaskNews news, WatchedTask task) {
    NewsItem item = new NewsItem(news, task.id(), task.owner(), task);
    item.history.add(0, task.broadcaster().log().last());
    return item;
  }

  @Override
  public int loopIndex() {
    return news.loopIndex();
  }

  @Override
  public void woken() {
    news.look(this);
  }

  /** Has it told of new events from now on. */
  void follow() {
    if (task != null) {
      task.broadcaster().watchers().add(this);
      followed = true;
    }
  }

  void unfollow() {
    if (followed && task != null) {
      task.broadcaster().watchers().remove(this);
      followed = false;
    }
  }

  /** Whether it has events that are not in the news; cheap. */
  boolean isBehind() {
    return followed && task != null && task.broadcaster().log().last() > history.last();
  }

  /** Takes the events that there are into the news with this number. */
  void note(long number) {
    if (task == null) {
      return;
    }
    EventLog log = task.broadcaster().log();
    long known = history.last();
    while (before.sequence() < known && log.read(before) && before.cut(known)) {
      before.release();
    }
    before.release();
    long seen = log.last();
    history.add(number, seen);
    if (log.isExhausted(seen)) {
      unfollow();
    }
  }

  /** Sets a reader's cursor behind the events that were in the news up to {@code number}. */
  void begin(LogCursor cursor, long number) {
    long seen = history.at(number);
    if (before.sequence() == seen) {
      cursor.continueFrom(before);
    } else {
      cursor.moveTo(seen, 0, NOTHING, 0, 0);
    }
  }

  /** Reads on, but not beyond the event {@code newest}. */
  boolean read(LogCursor cursor, long newest) {
    return task != null
        && cursor.sequence() < newest
        && task.broadcaster().log().read(cursor)
        && cursor.cut(newest);
  }

  /** The frame that tells of the task as it is; made once for all who want it now. */
  byte[] acceptance() {
    byte[] frame = description;
    if (frame == null) {
      frame = FeedFrames.accepted(task()).toByteArray();
      description = frame;
    }
    return frame;
  }

  /** It has news, or none that somebody needs: how it was described is out of date. */
  void move(long newPlace) {
    place = newPlace;
    description = null;
  }

  /** Whether nothing but its removal can come after the news up to {@code number}. */
  boolean isOver(long number) {
    return task == null || task.broadcaster().log().isExhausted(history.at(number));
  }

  WatchedTask task() {
    if (task == null) {
      throw new IllegalStateException("Nothing is known of the task " + id + " but its removal.");
    }
    return task;
  }
}
