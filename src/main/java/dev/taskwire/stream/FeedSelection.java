package dev.taskwire.stream;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a stream of many tasks carries: all that the caller may see, or some of them by their
 * ids. Immutable.
 */
public final class FeedSelection {
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
    return new FeedSelection(visibleOwner, List.copyOf(ids));
  }

  boolean isByIds() {
    return ids != null;
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
        .distinct()
        .map(directory::find)
        .filter(Objects::nonNull)
        .filter(task -> test(task.owner()))
        .toList();
  }

  /** Whether nothing that exists is selected. */
  public boolean isEmptyNow(TaskFeed feed) {
    return tasks(feed.directory()).isEmpty();
  }
}
