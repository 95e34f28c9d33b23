package dev.taskwire.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks that left the server and have not been told of to everybody, with the memory that they
 * take, the oldest first. Confined to the loop of its {@link TaskNews}.
 */
final class RemovedNews {
  private final int most;
  private final long mostBytes;
  private final Map<NewsItem, Long> sizes = new LinkedHashMap<>();
  private long bytes;

  RemovedNews(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  void add(NewsItem item) {
    long size = item.task == null ? 0 : item.task.broadcaster().log().retainedBytes();
    bytes += size;
    sizes.put(item, size);
  }

  void remove(NewsItem item) {
    Long size = sizes.remove(item);
    bytes -= size == null ? 0 : size;
  }

  /** Those that have to go for want of room. They stay in here until they are removed. */
  List<NewsItem> tooMany() {
    List<NewsItem> oldest = new ArrayList<>(0);
    Iterator<Map.Entry<NewsItem, Long>> oldestFirst = sizes.entrySet().iterator();
    int left = sizes.size();
    long bytesLeft = bytes;
    while (left > most || bytesLeft > mostBytes && left > 1) {
      Map.Entry<NewsItem, Long> next = oldestFirst.next();
      oldest.add(next.getKey());
      bytesLeft -= next.getValue();
      left--;
    }
    return oldest;
  }

  void clear() {
    sizes.clear();
    bytes = 0;
  }
}
