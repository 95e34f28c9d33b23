package dev.taskwire.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to all tasks, in one line, for the streams of many tasks on one loop: so each of
 * them is one number, however many tasks there are. Confined to its loop, and at rest while nobody
 * reads it.
 */
final class TaskNews implements Watcher {
  /*
   * Each piece of news gets the next number. A task stands in the line where its newest news is, once, however often it moved. A reader
   * is told in rounds: it takes those that stand behind the number up to which it knows everything, and is told of each what happened up
   * to the newest number of that moment. Which events those are is in the task's history.
   * What everybody knows leaves on the next tick. A task that left the server waits here for those who are behind, as long as there is
   * room; beyond that they get a list in its place, when they have been told the rest.
   */
  private static final int MOST_REMOVED = 4096;
  private static final long MOST_REMOVED_BYTES = Runtime.getRuntime().maxMemory() / 64;

  private final TaskFeed feed;
  private final DeliveryLoop loop;
  private final int loopIndex;
  private final Runnable onTick = this::tick;
  private final NewsReaders readers = new NewsReaders();
  private final Map<String, NewsItem> items = new HashMap<>();
  private final NavigableMap<Long, NewsItem> line = new TreeMap<>();
  private final RemovedNews gone = new RemovedNews(MOST_REMOVED, MOST_REMOVED_BYTES);
  private long last;
  private long lastChange;

  TaskNews(TaskFeed feed, DeliveryLoop loop, int loopIndex) {
    this.feed = feed;
    this.loop = loop;
    this.loopIndex = loopIndex;
  }

  @Override
  public int loopIndex() {
    return loopIndex;
  }

  /** Tasks came, changed by request or went. */
  @Override
  public void woken() {
    catchUp();
  }

  /** The number of the newest news. */
  long last() {
    return last;
  }

  /** The tasks with news after {@code number}, in the order of their newest. */
  NewsItem[] after(long number) {
    return line.tailMap(number, false).values().toArray(NewsItem[]::new);
  }

  @Nullable NewsItem item(String taskId) {
    return items.get(taskId);
  }

  /** Takes a reader on: it will be told of everything after what is {@link #last} now. */
  void join(FeedSource reader) {
    if (readers.isEmpty()) {
      begin();
    }
    catchUp();
    readers.add(reader);
  }

  void leave(FeedSource reader) {
    readers.remove(reader);
    if (readers.isEmpty()) {
      end();
    }
  }

  private void begin() {
    feed.watchers().add(this);
    loop.addTick(onTick);
    lastChange = feed.last(); // first: a change in between is told twice rather than never
    for (WatchedTask task : feed.directory().all()) {
      if (!task.broadcaster().log().hasEnded()) {
        add(task);
      }
    }
  }

  private void end() {
    feed.watchers().remove(this);
    loop.removeTick(onTick);
    items.values().forEach(NewsItem::unfollow);
    items.clear();
    line.clear();
    gone.clear();
  }

  /** Takes over what the feed has. */
  void catchUp() {
    while (!readers.isEmpty() && lastChange < feed.last()) {
      TaskFeed.Change change = feed.change(lastChange + 1);
      if (change == null) {
        startOver();
        return;
      }
      lastChange++;
      take(change);
    }
  }

  private void take(TaskFeed.Change change) {
    NewsItem item = items.get(change.taskId());
    switch (change.kind()) {
      case ACCEPTED -> {
        WatchedTask task = item == null ? feed.directory().find(change.taskId()) : null;
        if (task != null) {
          readers.wake(add(task));
        }
      }
      case UPDATED -> {
        if (item != null) {
          item.updated = ++last;
          publish(item);
        }
      }
      case REMOVED -> remove(change.taskId(), change.owner());
    }
  }

  private NewsItem add(WatchedTask task) {
    NewsItem item = new NewsItem(this, task.id(), task.owner(), task);
    items.put(item.id, item);
    item.accepted = ++last;
    item.follow(); // first: an event in between is seen twice rather than never
    item.note(last);
    place(item);
    return item;
  }

  private void remove(String id, @Nullable String owner) {
    NewsItem item = items.computeIfAbsent(id, none -> new NewsItem(this, id, owner, null));
    if (item.removed == 0) {
      item.removed = ++last;
      item.note(last);
      item.unfollow();
      gone.add(item);
      publish(item);
    }
  }

  /** More changed than the feed keeps: what is here is compared with what is there. */
  private void startOver() {
    lastChange = feed.last();
    for (NewsItem item : List.copyOf(items.values())) {
      if (feed.directory().find(item.id) == null) {
        remove(item.id, item.owner);
      }
    }
    for (String id : readers.ids()) {
      if (!items.containsKey(id) && feed.directory().find(id) == null) {
        remove(id, null);
      }
    }
    for (WatchedTask task : feed.directory().all()) {
      if (!items.containsKey(task.id()) && !task.broadcaster().log().hasEnded()) {
        readers.wake(add(task));
      }
    }
    readers.listAnew();
  }

  /** Looks whether the task has new events, and tells of them. */
  void look(NewsItem item) {
    if (item.isBehind()) {
      item.note(++last);
      publish(item);
    }
  }

  private void publish(NewsItem item) {
    place(item);
    readers.wake(item);
  }

  private void place(NewsItem item) {
    line.remove(item.place);
    item.move(last);
    line.put(last, item);
  }

  /** Looks for what nobody was told of, and lets go of what everybody was. */
  private void tick() {
    catchUp();
    List<NewsItem> behind = new ArrayList<>(0);
    for (NewsItem item : items.values()) {
      if (item.isBehind()) {
        behind.add(item);
      }
    }
    behind.forEach(this::look);
    if (!line.isEmpty()) {
      prune();
    }
  }

  private void prune() {
    long[] asked = readers.positions();
    long least = asked.length == 0 ? last : asked[0];
    for (NewsItem late : gone.tooMany()) {
      readers.miss(late);
      forget(late);
    }
    List<NewsItem> known = List.copyOf(line.headMap(least, true).values());
    for (NewsItem item : known) {
      line.remove(item.place);
      item.move(0);
      if (item.removed > 0 || item.isOver(last)) {
        forget(item);
      }
      item.history.keepFor(asked);
    }
    line.values().forEach(item -> item.history.keepFor(asked));
  }

  private void forget(NewsItem item) {
    line.remove(item.place);
    items.remove(item.id, item);
    gone.remove(item);
  }
}
