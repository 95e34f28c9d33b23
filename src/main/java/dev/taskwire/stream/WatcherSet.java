package dev.taskwire.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the same thing, grouped by their loops: waking them all is one queue entry a
 * loop. Thread-safe; empty, it costs one field.
 */
final class WatcherSet {
  private final DeliveryLoops loops;
  private volatile Group @Nullable [] groups;

  WatcherSet(DeliveryLoops loops) {
    this.loops = loops;
  }

  void add(Watcher watcher) {
    groups()[watcher.loopIndex()].members.add(watcher);
  }

  void remove(Watcher watcher) {
    groups()[watcher.loopIndex()].members.remove(watcher);
  }

  /** Wakes everyone who was added before. Never blocks. */
  void wake() {
    Group[] current = groups;
    if (current == null) {
      return;
    }
    for (int i = 0; i < current.length; i++) {
      if (!current[i].members.isEmpty()) {
        loops.get(i).wakeSoon(current[i]);
      }
    }
  }

  void forEach(Consumer<Watcher> action) {
    Group[] current = groups;
    if (current != null) {
      for (Group group : current) {
        group.members.forEach(action);
      }
    }
  }

  private Group[] groups() {
    Group[] current = groups;
    return current != null ? current : makeGroups();
  }

  private synchronized Group[] makeGroups() {
    Group[] current = groups;
    if (current == null) {
      current = new Group[loops.count()];
      for (int i = 0; i < current.length; i++) {
        current[i] = new Group();
      }
      groups = current;
    }
    return current;
  }

  private static final class Group extends Deliverable {
    final Set<Watcher> members = ConcurrentHashMap.newKeySet();

    @Override
    void deliver() {
      members.forEach(Watcher::woken);
    }
  }
}
