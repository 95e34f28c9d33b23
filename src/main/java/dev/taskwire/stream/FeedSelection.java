package dev.taskwire.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a stream of many tasks carries: all that the caller may see, or some of them by their
 * ids. Immutable.
 */
public final class FeedSelection {
  private static final int LONGEST_LIST = 1000;

  private final Predicate<@Nullable String> visibleOwner;
  private final @Nullable List<String> ids;

  private FeedSelection(Predicate<@Nullable String> visibleOwner, @Nullable List<String> ids) {
    this.visibleOwner = visibleOwner;
    this.ids = ids;
  }

  /** All tasks, those accepted later included, of the owners that the caller may see. */
  public static FeedSelection all(Predicate<@Nullable String> visibleOwner) {
    return new FeedSelection(visibleOwner, null);
  }

  /** The tasks with these ids, as far as they exist and the caller may see them. */
  public static FeedSelection byIds(List<String> ids, Predicate<@Nullable String> visibleOwner) {
    return new FeedSelection(visibleOwner, ids.stream().distinct().toList());
  }

  /** The ids that are selected; {@code null} for all. */
  @Nullable List<String> ids() {
    return ids;
  }

  boolean test(@Nullable String owner) {
    return visibleOwner.test(owner);
  }

  /** The tasks that are selected now. */
  List<? extends WatchedTask> tasks(TaskDirectory directory) {
    if (ids == null) {
      return directory.all().stream().filter(task -> test(task.owner())).toList();
    }
    return ids.stream()
        .map(directory::find)
        .filter(Objects::nonNull)
        .filter(task -> test(task.owner()))
        .toList();
  }

  /**
   * The tasks to be listed: all that have not finished, then finished ones as long as the list is
   * not too long, newest first each.
   */
  List<WatchedTask> listed(TaskDirectory directory) {
    List<WatchedTask> listed = new ArrayList<>();
    List<WatchedTask> finished = new ArrayList<>();
    for (WatchedTask task : tasks(directory)) {
      (task.broadcaster().log().hasEnded() ? finished : listed).add(task);
    }
    int room = Math.max(0, LONGEST_LIST - listed.size());
    listed.addAll(finished.subList(0, Math.min(room, finished.size())));
    return listed;
  }

  /** Whether nothing that exists is selected. */
  public boolean isEmptyNow(TaskFeed feed) {
    return tasks(feed.directory()).isEmpty();
  }
}
