package dev.taskwire.stream;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    groups()[watcher.loopIndex()].add(watcher);
  }

  void remove(Watcher watcher) {
    groups()[watcher.loopIndex()].remove(watcher);
  }

  /** Wakes everyone who was added before. Never blocks. */
  void wake() {
    Group[] current = groups;
    if (current == null) {
      return;
    }
    for (int i = 0; i < current.length; i++) {
      if (current[i].size.get() > 0) {
        loops.get(i).wakeSoon(current[i]);
      }
    }
  }

  /** Whether there is anyone. */
  boolean isAny() {
    Group[] current = groups;
    return current != null && Arrays.stream(current).anyMatch(group -> group.size.get() > 0);
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
    /*
     * The set's own size is a sum over cells: while one member comes and goes, another one that stays can be missed. This one counts
     * each member before it can be waited for, and as long as it is there.
     */
    final AtomicInteger size = new AtomicInteger();
    final Set<Watcher> members = ConcurrentHashMap.newKeySet();

    void add(Watcher watcher) {
      size.incrementAndGet();
      if (!members.add(watcher)) {
        size.decrementAndGet();
      }
    }

    void remove(Watcher watcher) {
      if (members.remove(watcher)) {
        size.decrementAndGet();
      }
    }

    @Override
    void deliver() {
      members.forEach(Watcher::woken);
    }
  }
}
