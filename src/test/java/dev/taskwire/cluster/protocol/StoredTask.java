package dev.taskwire.cluster.protocol;

import dev.taskwire.TaskStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task in the memory of a test's engine. Guarded by its engine. */
final class StoredTask {
  final String id;
  final String type;
  final @Nullable String owner;
  final boolean restartable;
  final long accepted;
  @Nullable String node;
  long fence;
  int attempt;
  TaskStatus status;
  boolean cancel;
  long last;
  long seen;
  byte[] json;
  byte @Nullable [] result;
  byte @Nullable [] spec;
  final Set<String> refusedBy = new LinkedHashSet<>();
  @Nullable Slice head;
  final List<Slice> log = new ArrayList<>();
  final Map<String, WatchRate> watchRates = new HashMap<>();
  final Map<String, Long> watchedUntil = new HashMap<>();
  long expires;

  StoredTask(NewTask task, long accepted) {
    this.id = task.taskId();
    this.type = task.type();
    this.owner = task.owner();
    this.restartable = task.restartable();
    this.accepted = accepted;
    this.node = task.node();
    this.fence = task.fence();
    this.attempt = task.attempt();
    this.status = task.status();
    this.cancel = task.cancelRequested();
    this.json = task.json();
    this.result = task.result();
    this.spec = task.spec();
    for (Slice slice : task.log()) {
      if (head == null && !status.isTerminal()) {
        head = slice;
      } else {
        log.add(slice);
      }
      last = slice.last();
    }
    this.seen = Math.max(task.seen(), last);
  }

  TaskRecord record(long position, boolean withResult) {
    return new TaskRecord(
        id,
        type,
        owner,
        node,
        fence,
        attempt,
        restartable,
        status,
        cancel,
        last,
        seen,
        accepted,
        position,
        refusedBy,
        json,
        withResult ? result : null);
  }

  Map<String, WatchRate> watchers(long now) {
    Map<String, WatchRate> watchers = new HashMap<>();
    watchRates.forEach(
        (watcher, rate) -> {
          if (watchedUntil.get(watcher) > now) {
            watchers.put(watcher, rate);
          }
        });
    return watchers;
  }

  void end(TaskStatus how, boolean keepsLog, List<Slice> slices, byte[] shown) {
    status = how;
    spec = null;
    if (!keepsLog) {
      head = null;
      log.clear();
    }
    log.addAll(slices);
    last = slices.get(slices.size() - 1).last();
    seen = last;
    json = shown;
  }
}
