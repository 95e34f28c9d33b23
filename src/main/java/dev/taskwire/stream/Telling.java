package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one reader is told of one task: that it came or changed, its events, and that it went.
 * Confined to the loop of its reader.
 */
final class Telling {
  private final NewsItem item;
  private final long after;
  private final long at;
  private final long newest;
  private final @Nullable Set<String> present;
  private final LogCursor cursor = new LogCursor(0);
  private boolean isToldOfChanges;
  private boolean isToldOfRemoval;

  private Telling(NewsItem item, long after, long at, @Nullable Set<String> present) {
    this.item = item;
    this.after = after;
    this.at = at;
    this.newest = item.history.at(at);
    this.present = present;
  }

  /**
   * The news of a task after one number, up to another.
   *
   * @param present the ids of the selected tasks that are still there; {@code null} if all are
   *     selected
   */
  static Telling ofNews(NewsItem item, long after, long at, @Nullable Set<String> present) {
    Telling telling = new Telling(item, after, at, present);
    item.begin(telling.cursor, after);
    return telling;
  }

  /** All the events of a task that were in the news up to a number. */
  static Telling ofEvents(NewsItem item, long at) {
    return new Telling(item, at, at, null);
  }

  boolean isOf(NewsItem other) {
    return item == other;
  }

  /**
   * What comes next; {@code null} when that was all.
   *
   * @param own to be moved to a frame that is in no log
   */
  @Nullable LogCursor next(LogCursor own) {
    if (!isToldOfChanges) {
      isToldOfChanges = true;
      byte[] change = change();
      if (change != null) {
        own.moveTo(0, 1, change, 0, change.length);
        return own;
      }
    }
    if (item.read(cursor, newest)) {
      return cursor;
    }
    if (isToldOfRemoval || !isNew(item.removed)) {
      return null;
    }
    isToldOfRemoval = true;
    if (present != null) {
      present.remove(item.id);
    }
    byte[] removal = FeedFrames.removed(item.id).toByteArray();
    own.moveTo(0, 1, removal, 0, removal.length);
    return own;
  }

  private byte @Nullable [] change() {
    if (item.task == null) {
      return null;
    }
    if (isNew(item.accepted)) {
      return present == null ? item.acceptance() : null;
    }
    return isNew(item.updated) ? FeedFrames.updated(item.task).toByteArray() : null;
  }

  private boolean isNew(long number) {
    return number > after && number <= at;
  }
}
