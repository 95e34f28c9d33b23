package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.WatchRate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is to be watched and read of other servers' tasks next. Thread-safe; one thread takes from
 * it.
 */
final class Agenda {
  /** A watch is renewed when it has been going on for so long, and when it is to end so soon. */
  static final long RENEW = TimeUnit.SECONDS.toNanos(3);

  private final Set<Mirror> toWatch = ConcurrentHashMap.newKeySet();
  private final Set<String> toRead = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread thread;

  /** It is to be watched closely, if it is not. */
  void want(Mirror mirror, long now) {
    boolean isWatched = mirror.watchedUntil - now >= RENEW && mirror.rate == WatchRate.FULL;
    if (!mirror.log().hasEnded() && !isWatched && toWatch.add(mirror)) {
      wake();
    }
  }

  /** Its watch is to be renewed. */
  void renew(Mirror mirror) {
    toWatch.add(mirror);
  }

  /** There may be news of these. */
  void rung(Collection<String> taskIds) {
    if (toRead.addAll(taskIds)) {
      wake();
    }
  }

  /** Takes those that are to be watched: who wants one from now on is not forgotten. */
  List<Mirror> takeWatches() {
    List<Mirror> mirrors = List.copyOf(toWatch);
    mirrors.forEach(toWatch::remove);
    return mirrors;
  }

  /** Takes those that are to be read. */
  List<String> takeReads() {
    List<String> ids = List.copyOf(toRead);
    ids.forEach(toRead::remove);
    return ids;
  }

  boolean isEmpty() {
    return toWatch.isEmpty() && toRead.isEmpty();
  }

  /** The calling thread is the one to be woken from now on. */
  void doneByThisThread() {
    thread = Thread.currentThread();
  }

  void wake() {
    LockSupport.unpark(thread);
  }
}
