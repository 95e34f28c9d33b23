package dev.taskwire.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a task before it runs, and never changes.
 *
 * @param id its id
 * @param type the name of its type
 * @param title what its author calls this run; {@code null} for nothing
 * @param owner who started it; {@code null} if nobody is known
 * @param node the server that it is on; {@code null} if that is alone, or it waits for any
 * @param attempt 1, and one more each time that it begins anew after its server was lost
 * @param fence grows when it comes to another server
 */
record TaskIdentity(
    String id,
    String type,
    @Nullable String title,
    @Nullable String owner,
    @Nullable String node,
    int attempt,
    long fence) {
  /** Names it in a record of the log. */
  String inLog() {
    return id + " (" + type + (title == null ? ")" : ", \"" + title + "\")");
  }
}
