package dev.taskwire.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that read the news on one loop, and which of them a task concerns. Confined to that
 * loop; a stream may leave while all are told.
 */
final class NewsReaders {
  private final Set<FeedSource> all = ConcurrentHashMap.newKeySet();
  private final Set<FeedSource> ofAllTasks = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<FeedSource>> byId = new HashMap<>();

  boolean isEmpty() {
    return all.isEmpty();
  }

  void add(FeedSource reader) {
    all.add(reader);
    List<String> ids = reader.ids();
    if (ids == null) {
      ofAllTasks.add(reader);
    } else {
      ids.forEach(
          id -> byId.computeIfAbsent(id, none -> ConcurrentHashMap.newKeySet()).add(reader));
    }
  }

  void remove(FeedSource reader) {
    all.remove(reader);
    ofAllTasks.remove(reader);
    List<String> ids = reader.ids();
    if (ids != null) {
      ids.forEach(
          id ->
              byId.computeIfPresent(
                  id,
                  (same, readers) -> readers.remove(reader) && readers.isEmpty() ? null : readers));
    }
  }

  /** The ids that were selected. */
  List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /** Wakes those whom the task concerns. */
  void wake(NewsItem item) {
    for (FeedSource reader : ofAllTasks) {
      if (reader.isFor(item)) {
        reader.owe();
      }
    }
    Set<FeedSource> selecting = byId.get(item.id);
    if (selecting != null) {
      selecting.forEach(FeedSource::owe);
    }
  }

  /** The news of this task go, told or not. */
  void miss(NewsItem item) {
    all.forEach(reader -> reader.miss(item));
  }

  /** Each has to begin again with a list. */
  void listAnew() {
    all.forEach(FeedSource::listAnew);
  }

  /** The numbers of news for which somebody needs to know how far a task was, in order. */
  long[] positions() {
    return all.stream().flatMapToLong(FeedSource::positions).sorted().distinct().toArray();
  }
}
