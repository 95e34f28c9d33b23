package dev.taskwire.cluster.redis;

import org.jspecify.annotations.Nullable;

/**
 * The names of the keys of one Taskwire. The braces are a hash tag: all of a task is in one slot of
 * a Redis Cluster. Immutable.
 */
final class Keys {
  private final String prefix;

  Keys(String name) {
    this.prefix = "tw:" + name + ":";
  }

  /** A task: a hash. */
  String task(String id) {
    return prefix + "{" + id + "}";
  }

  /** A task's events: a stream. */
  String log(String id) {
    return task(id) + ":log";
  }

  /** The servers that watch a task, by the time until when. */
  String watchers(String id) {
    return task(id) + ":w";
  }

  /** What is left of a task that was removed. */
  String removed(String id) {
    return task(id) + ":x";
  }

  /** What is left of its events. */
  String removedLog(String id) {
    return task(id) + ":xlog";
  }

  /** All tasks by the time of their acceptance. */
  String all() {
    return prefix + "all";
  }

  /** Those that have not ended. */
  String open() {
    return prefix + "open";
  }

  /** Those of one caller. */
  String owner(String owner) {
    return prefix + "owner:" + owner;
  }

  /** Who has tasks. */
  String owners() {
    return prefix + "owners";
  }

  /** The list that is asked for. */
  String list(boolean openOnly, @Nullable String owner) {
    return owner != null ? owner(owner) : openOnly ? open() : all();
  }

  /** The open tasks of a server. */
  String tasksOf(String node) {
    return prefix + "node:" + node;
  }

  /** What is wanted of tasks of a server. */
  String intents(String node) {
    return prefix + "intents:" + node;
  }

  /** The servers: a hash. */
  String nodes() {
    return prefix + "nodes";
  }

  /** All that wait for a worker. */
  String pending() {
    return prefix + "pending";
  }

  /** Those of a type that wait for any server. */
  String pending(String type) {
    return prefix + "pending:" + type;
  }

  /** The channel of a server's bell. */
  String bell(String node) {
    return prefix + "bell:" + node;
  }

  /** A small value. */
  String value(String key) {
    return prefix + "v:" + key;
  }

  /** The version of all this that is in use under the name. */
  String protocol() {
    return prefix + "protocol";
  }
}
