package dev.taskwire.stream;

import dev.taskwire.json.Utf8Buffer;
import java.util.List;

/** The frames of a stream of many tasks that tell of the tasks themselves. Stateless. */
final class FeedFrames {
  private static final int LIST_LIMIT = 1000;

  private FeedFrames() {}

  /** The tasks, the first thousand of them. */
  static Utf8Buffer list(List<? extends WatchedTask> tasks) {
    Utf8Buffer frame = new Utf8Buffer(4096).ascii("event: task_list\ndata: {\"tasks\":[");
    String comma = "";
    for (WatchedTask task : tasks.subList(0, Math.min(LIST_LIMIT, tasks.size()))) {
      byte[] json = task.json();
      frame.ascii(comma).raw(json, 0, json.length);
      comma = ",";
    }
    return frame.ascii("]}\n\n");
  }

  /** A task that came. */
  static Utf8Buffer accepted(WatchedTask task) {
    return described("event: task_accepted\ndata: ", task);
  }

  /** A task that changed in a way that none of its events tells. */
  static Utf8Buffer updated(WatchedTask task) {
    return described("event: task_updated\ndata: ", task);
  }

  private static Utf8Buffer described(String head, WatchedTask task) {
    byte[] json = task.json();
    return new Utf8Buffer(512).ascii(head).raw(json, 0, json.length).ascii("\n\n");
  }

  /** A task that went. */
  static Utf8Buffer removed(String taskId) {
    return new Utf8Buffer(128)
        .ascii("event: task_removed\ndata: {\"task_id\":")
        .quoted(taskId)
        .ascii("}\n\n");
  }
}
