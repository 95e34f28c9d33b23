package dev.taskwire.stream;

import dev.taskwire.json.Utf8Buffer;

/** The frames of a stream of many tasks that tell of the tasks themselves. Stateless. */
final class FeedFrames {
  private FeedFrames() {}

  /** A task that came. */
  static Utf8Buffer accepted(WatchedTask task) {
    return described("event: task_accepted\ndata: ", task);
  }

  /** A task that changed in a way that none of its events tells. */
  static Utf8Buffer updated(WatchedTask task) {
    return described("event: task_updated\ndata: ", task);
  }

  private static Utf8Buffer described(String head, WatchedTask task) {
    byte[] json = task.summary();
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
