package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
import org.jspecify.annotations.Nullable;

/**
 * All news between two numbers, as one reader is told of them, one task after the other. Confined
 * to the loop of its reader.
 */
final class NewsRound {
  static final NewsRound NONE = new NewsRound(0);

  private final @Nullable FeedSource reader;
  private final long after;
  private final long until;
  private final @Nullable NewsItem[] items;
  private int next;
  private @Nullable Telling telling;

  /** From the number that the reader knows up to the newest. */
  NewsRound(FeedSource reader, long after, TaskNews news) {
    this.reader = reader;
    this.after = after;
    this.until = news.last();
    this.items = news.after(after);
  }

  private NewsRound(long until) {
    this.reader = null;
    this.after = until;
    this.until = until;
    this.items = new NewsItem[0];
  }

  /** Something of one task, after which the reader is not further than before. */
  static NewsRound of(Telling telling) {
    NewsRound round = new NewsRound(0);
    round.telling = telling;
    return round;
  }

  /** The number up to which the reader knows everything after this round. */
  long until() {
    return until;
  }

  /**
   * What comes next; {@code null} when that was all.
   *
   * @param own to be moved to a frame that is in no log
   */
  @Nullable LogCursor next(LogCursor own) {
    while (true) {
      LogCursor frames = telling == null ? null : telling.next(own);
      if (frames != null) {
        return frames;
      }
      telling = null;
      if (next == items.length) {
        return null;
      }
      NewsItem item = items[next];
      items[next++] = null;
      if (item != null && reader != null && reader.isFor(item)) {
        telling = Telling.ofNews(item, after, until, reader.present());
      }
    }
  }

  /** The news of this task have to go, told or not. */
  void forget(NewsItem item) {
    for (int i = next; i < items.length; i++) {
      if (items[i] == item) {
        items[i] = null;
      }
    }
    if (telling != null && telling.isOf(item)) {
      telling = null;
    }
  }
}
